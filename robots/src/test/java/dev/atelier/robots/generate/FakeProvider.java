package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Load;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider behind every model for tests: remembers each call and answers with pictures of one
 * colour, 64 by 64 or of the size asked for. A prompt {@code FAIL:<status>} fails, {@code
 * PARTIAL:<n>} gives only n pictures.
 */
public final class FakeProvider implements ImageProvider {
    /** The colour of the first variant's pixels. */
    public static final Color COLOUR = new Color(10, 200, 90);

    private static final Pattern ORDER = Pattern.compile("(FAIL|PARTIAL):(\\d{1,3})");

    private final Codec codec = new Codec(PixelLimits.DEFAULT);
    private final List<ObjectNode> calls = new CopyOnWriteArrayList<>();

    /** The calls so far, as JSON objects with the members the conformance cases name. */
    public List<ObjectNode> calls() {
        return calls;
    }

    /** This provider in front of every model. */
    public ProviderRouting routing() {
        return new ProviderRouting(ModelCatalogue.bundled(), List.of(this), this, Fallback.ERROR);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Load load() {
        return Load.NETWORK;
    }

    @Override
    public Optional<String> serves(Model model) {
        return Optional.of(model.name());
    }

    @Override
    public void generate(GenerateRequest request, ProviderJob job) throws Exception {
        calls.add(call(request));
        int count = request.outputs();
        Matcher order = ORDER.matcher(request.prompt());
        if (order.matches()) {
            int number = Integer.parseInt(order.group(2));
            if (order.group(1).equals("FAIL")) {
                throw new ProviderException(
                        kind(number), "The fake provider answered " + number + ".");
            }
            count = Math.min(count, number);
        }
        for (int i = 0; i < count; i++) {
            job.checkCancelled();
            job.deliver(
                    new GeneratedImage(
                            content(request, job.scratch(), i),
                            request.model().name(),
                            GeneratedImage.Origin.MODEL,
                            Seed.variant(request.seed(), i),
                            List.of(),
                            AssemblyFile.emptyJson()));
        }
    }

    private static ProviderException.Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> ProviderException.Kind.AUTH;
            case 408, 504 -> ProviderException.Kind.TIMEOUT;
            case 422 -> ProviderException.Kind.CONTENT_POLICY;
            case 429 -> ProviderException.Kind.RATE_LIMITED;
            default -> ProviderException.Kind.BROKEN;
        };
    }

    private GeneratedImage.Content content(GenerateRequest request, Path scratch, int index)
            throws IOException {
        PictureSize size = request.size() == null ? new PictureSize(64, 64) : request.size();
        if (request.format().vector()) {
            return new GeneratedImage.Drawing(
                    """
                    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d"><rect width="%1$d" height="%2$d" fill="#0ac85a"/></svg>
                    """
                            .formatted(size.width(), size.height()));
        }
        Path file = scratch.resolve("answer-" + index);
        ImageFormat format = ImageFormat.ofExtension(request.format().extension()).orElseThrow();
        codec.encode(solid(size), Encoding.of(format), file);
        return new GeneratedImage.Encoded(file);
    }

    private static BufferedImage solid(PictureSize size) {
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(COLOUR);
        pen.fillRect(0, 0, size.width(), size.height());
        pen.dispose();
        return image;
    }

    private static ObjectNode call(GenerateRequest request) {
        ObjectNode call = AssemblyFile.emptyJson();
        call.put("step", request.key().step());
        call.put("model", request.model().name());
        call.put("prompt", request.prompt());
        call.put("n", request.outputs());
        call.put("seed", request.seed());
        call.put("format", request.format().extension());
        if (request.size() != null) {
            call.put("width", request.size().width());
            call.put("height", request.size().height());
        }
        put(call, "aspect_ratio", request.aspect());
        put(call, "style", request.style());
        put(call, "promptContext", request.promptContext());
        inputs(call, request);
        ArrayNode references = call.putArray("references");
        request.references().forEach(reference -> references.add(reference.file().name()));
        return call;
    }

    private static void inputs(ObjectNode call, GenerateRequest request) {
        ArrayNode roles = call.putArray("roles");
        ObjectNode inputs = call.putObject("inputs");
        if (request.image() != null) {
            roles.add(Roles.IMAGE);
            inputs.put(Roles.IMAGE, request.image().file().name());
        }
        if (request.mask() != null && request.mask().file() != null) {
            roles.add(Roles.MASK);
            inputs.put(Roles.MASK, request.mask().file().name());
        }
    }

    private static void put(ObjectNode call, String key, @Nullable Object value) {
        if (value != null) {
            call.put(key, value.toString());
        }
    }
}
