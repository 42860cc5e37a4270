package dev.atelier.robots.generate.provider;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.Quality;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an adapter finds ready when it writes a request: words and pictures in fitting form. */
public final class Desk {
    private static final Set<ImageFormat> READ_BY_ALL =
            Set.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP);

    private final GenerateRequest request;
    private final ProviderJob job;
    private final Codec codec;
    private final MaskForm maskForm;
    private final @Nullable String style;
    private final Map<String, String> options;
    private final Errand errand;

    Desk(
            GenerateRequest request,
            ProviderJob job,
            Codec codec,
            MaskForm maskForm,
            @Nullable String style,
            Map<String, String> options,
            Errand errand) {
        this.request = request;
        this.job = job;
        this.codec = codec;
        this.maskForm = maskForm;
        this.style = style;
        this.options = options;
        this.errand = errand;
    }

    /** The words about the pictures, the prompt and a style without a name in one text. */
    public String prompt() {
        String context = request.promptContext();
        String words = context == null ? request.prompt() : context + "\n\n" + request.prompt();
        boolean inWords = request.style() != null && style == null;
        return inWords ? words + ", " + request.style() + " style" : words;
    }

    /** What this provider calls the style; null when there is none or {@link #prompt} says it. */
    public @Nullable String style() {
        return style;
    }

    /** The picture to change; null when there is none. */
    public @Nullable SentPicture image() throws Exception {
        GenerateRequest.Source source = request.image();
        return source == null ? null : sent(source.bytes(), source);
    }

    /** The mask in the form of this provider; null when there is none or all may change. */
    public @Nullable SentPicture mask() throws Exception {
        GenerateRequest.Mask mask = request.mask();
        if (mask == null || mask.full() || maskForm == MaskForm.NONE) {
            return null;
        }
        return png(maskForm.draw(mask.area()), "mask");
    }

    /** As {@link #mask}, but also when all may change, for a provider that cannot do without. */
    public @Nullable SentPicture maskEvenOfAll() throws Exception {
        GenerateRequest.Mask mask = request.mask();
        return mask == null ? null : png(maskForm.draw(mask.area()), "mask");
    }

    /** The picture to change in a frame of this size; as it is when it has that shape already. */
    public @Nullable SentPicture image(PictureSize frame) throws Exception {
        GenerateRequest.Source source = request.image();
        return source == null || isShaped(source, frame)
                ? image()
                : png(Framed.picture(source.upright(), frame), "input");
    }

    /** As {@link #maskEvenOfAll}, for {@link #image(PictureSize)}. */
    public @Nullable SentPicture maskEvenOfAll(PictureSize frame) throws Exception {
        GenerateRequest.Source source = request.image();
        GenerateRequest.Mask mask = request.mask();
        if (source == null || mask == null || isShaped(source, frame)) {
            return maskEvenOfAll();
        }
        return png(maskForm.draw(mask.area(), frame), "mask");
    }

    private static boolean isShaped(GenerateRequest.Source source, PictureSize frame) {
        return source.size().ratio().equals(frame.ratio());
    }

    public List<SentPicture> references() throws Exception {
        var list = new ArrayList<SentPicture>();
        for (GenerateRequest.Reference reference : request.references()) {
            list.add(sent(reference.bytes(), null));
        }
        return list;
    }

    /** The quality the client asked for, else that of the settings; null for the provider's own. */
    public @Nullable String quality() {
        Quality asked = request.quality();
        return asked == null ? option("quality") : asked.word();
    }

    /** A setting of this provider alone; null when the operator left it out. */
    public @Nullable String option(String name) {
        return options.get(name);
    }

    /**
     * Sends what costs nothing.
     *
     * @throws ProviderException when the answer is not successful
     */
    public Answer free(Ask ask) throws IOException, ProviderException {
        return errand.send(ask);
    }

    private SentPicture sent(Path bytes, GenerateRequest.@Nullable Source source) throws Exception {
        Probe probe = codec.probe(bytes);
        boolean asIs = READ_BY_ALL.contains(probe.format());
        if (asIs && probe.orientation() == 1 && probe.frames() == 1) {
            return new SentPicture(bytes, probe.format().mime());
        }
        BufferedImage pixels =
                source != null
                        ? source.upright()
                        : job.pixels(() -> Codec.srgb8(codec.decode(bytes)));
        return png(pixels, "input");
    }

    private SentPicture png(BufferedImage picture, String name) throws Exception {
        Path file = Files.createTempFile(job.scratch(), name, ".png");
        job.pixels(() -> {
            codec.encode(picture, Encoding.of(ImageFormat.PNG), file);
            return file;
        });
        return new SentPicture(file, "image/png");
    }
}
