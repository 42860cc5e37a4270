package dev.atelier.robots.generate;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything a provider is told, the same for all of them.
 *
 * @param key the job; the same work has the same key after a crash
 * @param model what was asked for
 * @param nativeModel the provider's own name for it
 * @param promptContext goes before the prompt of a model that has to be told its files in words
 * @param outputs how many variants
 * @param seed of the first variant; {@link Seed#variant} gives the others
 * @param seedGiven false when the client did not care
 * @param size the exact size the result will be brought to; null when the provider may choose
 * @param aspect the shape, one the model offers; null when it may choose
 * @param format one the model delivers
 */
public record GenerateRequest(
        JobKey key,
        Model model,
        String nativeModel,
        String prompt,
        @Nullable String promptContext,
        @Nullable String style,
        @Nullable Quality quality,
        int outputs,
        long seed,
        boolean seedGiven,
        @Nullable PictureSize size,
        @Nullable AspectRatio aspect,
        OutputFormat format,
        @Nullable Source image,
        @Nullable Mask mask,
        List<Reference> references) {

    /** What is in memory only while somebody works with it; read anew when that is over. */
    @FunctionalInterface
    public interface Decoded<T> {
        T get() throws Exception;
    }

    /**
     * The picture to change.
     *
     * @param bytes as they were uploaded
     * @param size turned as its orientation says
     */
    public record Source(
            AssemblyFile file, Path bytes, PictureSize size, Decoded<BufferedImage> decoded) {

        /** Its pixels, 8-bit sRGB, turned as its orientation says; not to be written to. */
        public BufferedImage upright() throws Exception {
            return decoded.get();
        }
    }

    /**
     * Where to change it.
     *
     * @param file null when the picture's own transparency is the mask
     * @param full whether everything may change
     */
    public record Mask(@Nullable AssemblyFile file, boolean full, Decoded<CanonicalMask> decoded) {

        public CanonicalMask area() throws Exception {
            return decoded.get();
        }
    }

    /** A picture to look at. */
    public record Reference(AssemblyFile file, String label, Path bytes) {}

    public GenerateRequest {
        references = List.copyOf(references);
    }

    /** The same for one provider, by its name for the model and with the words it needs. */
    GenerateRequest at(String itsModel, @Nullable String itsContext) {
        return new GenerateRequest(
                key,
                model,
                itsModel,
                prompt,
                itsContext,
                style,
                quality,
                outputs,
                seed,
                seedGiven,
                size,
                aspect,
                format,
                image,
                mask,
                references);
    }
}
