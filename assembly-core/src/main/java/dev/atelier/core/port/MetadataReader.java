package dev.atelier.core.port;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Says what a file is and what is known about it, from its bytes. Safe for concurrent use. */
public interface MetadataReader {

    /**
     * @param mime found in the content, {@code application/octet-stream} when nothing fits
     * @param type the word the wire uses: image, video, audio, document, office, pdf, xls, swf or
     *     null
     * @param extension the usual one for this content, lower case without dot, empty when unknown
     */
    record MediaType(String mime, @Nullable String type, String extension) {}

    /** Looks at the first bytes only. The name settles nothing but kinds of plain text. */
    MediaType sniff(Path bytes, String name) throws IOException;

    /**
     * How many pixels {@link #read} would decode; 0 for what is not a picture. Reads the header
     * only and never throws for a broken file.
     */
    long pixels(Path bytes, MediaType type);

    /**
     * The {@code meta} object of a file. Runs on the pixel pool.
     *
     * @throws dev.atelier.core.error.AssemblyException {@code FILE_META_DATA_ERROR} when the header
     *     cannot be read; a broken EXIF block is no failure
     */
    default ObjectNode read(Path bytes, MediaType type, OutputMeta wanted) throws IOException {
        return read(bytes, type, wanted, note -> {});
    }

    /**
     * The same, with what could not be had.
     *
     * @param notes takes the rest of a sentence that begins with the file's name
     */
    ObjectNode read(Path bytes, MediaType type, OutputMeta wanted, Consumer<String> notes)
            throws IOException;
}
