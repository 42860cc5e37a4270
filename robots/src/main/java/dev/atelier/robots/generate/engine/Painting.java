package dev.atelier.robots.generate.engine;

import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.GeneratedImage;
import dev.atelier.robots.generate.PictureSize;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderJob;
import dev.atelier.robots.generate.Sizes;
import dev.atelier.robots.generate.engine.painter.Reading;
import dev.atelier.robots.generate.engine.painter.ScenePainter;

/** A picture from words alone, as pixels or as a drawing. */
record Painting(GenerateRequest request, Reading reading, PictureSize size)
        implements EmbeddedEngine.Work {

    private static final ScenePainter PAINTER = new ScenePainter();
    private static final AspectRatio SQUARE = new AspectRatio(1, 1);
    private static final int LONGEST_TITLE = 200;

    static Painting of(GenerateRequest request, Reading reading) {
        PictureSize exact = request.size();
        AspectRatio shape = request.aspect() == null ? SQUARE : request.aspect();
        return new Painting(request, reading, exact == null ? Sizes.usual(shape) : exact);
    }

    /** In place of a picture of which nothing is to be kept. */
    static Painting over(GenerateRequest request, Reading reading, PictureSize size)
            throws ProviderException {
        if (Math.max(size.width(), size.height()) > Sizes.MAX_SIDE) {
            throw new ProviderException(
                    ProviderException.Kind.INVALID_INPUT,
                    "The mask covers the whole picture of %s; the engine of this service paints at most %d pixels a side."
                            .formatted(size, Sizes.MAX_SIDE));
        }
        return new Painting(request, reading, size);
    }

    @Override
    public Result make(long seed, ProviderJob job) throws Exception {
        if (request.format().vector()) {
            return Result.of(new GeneratedImage.Drawing(job.pixels(() -> svg(seed))));
        }
        return Result.of(
                new GeneratedImage.Pixels(
                        PAINTER.paint(
                                reading.scene(), size.width(), size.height(), seed, job.bands())));
    }

    private String svg(long seed) {
        String prompt = request.prompt().strip();
        String title = prompt.substring(0, Math.min(prompt.length(), LONGEST_TITLE));
        return PAINTER.svg(reading.scene(), size.width(), size.height(), seed, title, "");
    }

    @Override
    public String engine() {
        return EmbeddedEngine.PAINTER;
    }

    @Override
    public GeneratedImage.Origin origin() {
        return GeneratedImage.Origin.ALGORITHM;
    }
}
