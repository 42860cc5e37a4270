package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.robot.Bands;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.SourceType;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Takes the variants of one request from the provider and publishes each as soon as it comes. */
final class Publisher implements ProviderJob {
    private final RobotContext job;
    private final GenerateRequest request;
    private final String asked;
    private final Finish finish;
    private final Easel easel;
    private final @Nullable AssemblyFile origin;
    private String provider = "";
    private List<String> refusals = List.of();
    private int delivered;

    /**
     * @param asked the model as the client named it
     * @param origin the file the results descend from
     */
    Publisher(
            RobotContext job,
            GenerateRequest request,
            String asked,
            Finish finish,
            Easel easel,
            @Nullable AssemblyFile origin) {
        this.job = job;
        this.request = request;
        this.asked = asked;
        this.finish = finish;
        this.easel = easel;
        this.origin = origin;
    }

    /**
     * Says who makes what comes next.
     *
     * @param before what those said who were asked before
     */
    void servedBy(String name, List<String> before) {
        provider = name;
        refusals = List.copyOf(before);
    }

    int delivered() {
        return delivered;
    }

    @Override
    public void deliver(GeneratedImage image) throws Exception {
        job.checkCancelled();
        if (job.passOver()) {
            delivered++;
            return;
        }
        String name = "result-" + delivered + "." + finish.format().extension();
        Path file = job.scratch().resolve(name);
        ObjectNode meta = meta(image);
        if (finish.format().vector()) {
            Files.writeString(file, SvgMark.insert(drawing(image), mark(image)));
        } else {
            write(image, file, meta);
        }
        image.warnings().forEach(job::warn);
        job.emit(new Emission.NewFile(file, name, origin, meta));
        delivered++;
        job.progress(delivered, request.outputs());
    }

    private void write(GeneratedImage image, Path file, ObjectNode meta) throws Exception {
        easel.take();
        Finish whole = finish.keeping(easel.kept());
        try {
            job.pixels(() -> {
                whole.write(image.content(), trained(image), mark(image), file, meta);
                return file;
            });
        } catch (PictureException e) {
            throw unreadable(e);
        }
    }

    private ProviderException unreadable(PictureException e) {
        return new ProviderException(
                        ProviderException.Kind.BROKEN,
                        "%s made a picture that cannot be read: %s"
                                .formatted(provider, e.getMessage()),
                        e)
                .with(ProviderException.Bill.POSSIBLE);
    }

    private ObjectNode meta(GeneratedImage image) {
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.put("model", image.engine());
        meta.put("requested_model", asked);
        meta.put("provider", provider);
        meta.put("seed", image.seed());
        if (!refusals.isEmpty()) {
            meta.put("refused_before", String.join(" ", refusals));
        }
        meta.setAll(image.meta());
        return meta;
    }

    private static boolean trained(GeneratedImage image) {
        return switch (image.origin()) {
            case MODEL, MODEL_IN_PICTURE -> true;
            case ALGORITHM, ALGORITHM_IN_PICTURE -> false;
        };
    }

    private static OriginMark mark(GeneratedImage image) {
        SourceType type =
                switch (image.origin()) {
                    case ALGORITHM -> SourceType.ALGORITHMIC_MEDIA;
                    case ALGORITHM_IN_PICTURE -> SourceType.ALGORITHMICALLY_ENHANCED;
                    case MODEL -> SourceType.TRAINED_ALGORITHMIC_MEDIA;
                    case MODEL_IN_PICTURE -> SourceType.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA;
                };
        return new OriginMark(
                type, "Atelier", "Made by " + image.engine() + ", seed " + image.seed() + ".");
    }

    private static String drawing(GeneratedImage image) throws IOException, ProviderException {
        return switch (image.content()) {
            case GeneratedImage.Drawing(String svg) -> svg;
            case GeneratedImage.Encoded(Path file) -> Files.readString(file);
            case GeneratedImage.Pixels pixels ->
                    throw new ProviderException(
                            ProviderException.Kind.BROKEN,
                            image.engine() + " was asked for svg and made pixels.");
        };
    }

    @Override
    public Path scratch() {
        return job.scratch();
    }

    @Override
    public <T> T pixels(Callable<T> work) throws Exception {
        return job.pixels(work);
    }

    @Override
    public Bands bands() {
        return job.bands();
    }

    @Override
    public void rest() {
        easel.letGo();
    }

    @Override
    public void checkCancelled() {
        job.checkCancelled();
    }
}
