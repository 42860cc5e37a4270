package dev.atelier.robots.generate.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.GeneratedImage;
import dev.atelier.robots.generate.ImageProvider;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.Seed;
import dev.atelier.robots.generate.engine.painter.PromptReader;
import dev.atelier.robots.generate.engine.painter.Reading;

import java.util.ArrayList;
import java.util.List;

/**
 * The engine that ships with the product as a provider. It is not one trained on pictures: a
 * procedural painter makes pictures from words, a classical fill closes masked areas from the rest
 * of the picture. Its results say which of the two made them, and which words were understood.
 */
public final class EmbeddedEngine implements ImageProvider {
    static final String PAINTER = "scene-painter";
    static final String FILL = "patch-fill";

    private static final String VERSION = "1";

    private final PromptReader reader = new PromptReader();

    @Override
    public String name() {
        return ProviderRouting.EMBEDDED;
    }

    @Override
    public Load load() {
        return Load.PIXELS;
    }

    /** The painter's canvas has more than one number per sample. */
    @Override
    public int workPictures() {
        return 3;
    }

    @Override
    public void generate(GenerateRequest request, ProviderJob job) throws Exception {
        Reading reading = reader.read(request.prompt(), request.style());
        Work work = work(request, reading);
        List<String> notices = unused(request);
        for (int i = 0; i < request.outputs(); i++) {
            job.checkCancelled();
            long seed = Seed.variant(request.seed(), i);
            Work.Result made = work.make(seed, job);
            var warnings = new ArrayList<>(made.warnings());
            warnings.addAll(notices);
            job.deliver(
                    new GeneratedImage(
                            made.content(),
                            name() + "/" + work.engine(),
                            work.origin(),
                            seed,
                            i == 0 ? warnings : List.of(),
                            meta(work, reading, made.meta())));
        }
    }

    /** What one of the engines will do for a request, any number of times. */
    interface Work {
        /** One picture; the warnings go to the client once. */
        record Result(GeneratedImage.Content content, List<String> warnings, ObjectNode meta) {
            static Result of(GeneratedImage.Content content) {
                return new Result(content, List.of(), AssemblyFile.emptyJson());
            }
        }

        Result make(long seed, ProviderJob job) throws Exception;

        String engine();

        GeneratedImage.Origin origin();
    }

    private static Work work(GenerateRequest request, Reading reading) throws Exception {
        GenerateRequest.Source image = request.image();
        if (image == null) {
            return Painting.of(request, reading);
        }
        if (request.nativeModel().equals(PAINTER)) {
            throw refused(
                    "embedded/scene-painter makes pictures from words and cannot change %s; use the"
                            + " model embedded, with a mask",
                    image);
        }
        GenerateRequest.Mask mask = request.mask();
        if (mask == null) {
            throw refused(
                    "To change %s, the engine of this service needs a mask: upload one in the field"
                            + " mask, or make the area to change transparent",
                    image);
        }
        return mask.full()
                ? Painting.over(request, reading, image.size())
                : Filling.of(request, image, mask, reading);
    }

    private static ProviderException refused(String message, GenerateRequest.Source image) {
        return new ProviderException(
                ProviderException.Kind.INVALID_INPUT, message.formatted(image.file().name()) + ".");
    }

    private static List<String> unused(GenerateRequest request) {
        var notices = new ArrayList<String>();
        if (request.quality() != null) {
            notices.add("The engine of this service has no choice of quality; it was left out.");
        }
        if (request.references().isEmpty()) {
            return notices;
        }
        List<String> names =
                request.references().stream().map(reference -> reference.file().name()).toList();
        notices.add(
                "The engine of this service does not look at reference pictures; not used: "
                        + String.join(", ", names)
                        + ".");
        return notices;
    }

    private static ObjectNode meta(Work work, Reading reading, ObjectNode more) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("engine", work.engine());
        meta.put("engine_version", VERSION);
        var understood = meta.putArray("understood");
        reading.understood().forEach(understood::add);
        var ignored = meta.putArray("ignored");
        reading.ignored().forEach(ignored::add);
        meta.setAll(more);
        return meta;
    }
}
