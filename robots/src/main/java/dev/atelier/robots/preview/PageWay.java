package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.document.PdfPages;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** A PDF is shown by its first page. */
record PageWay(Easel easel, PdfPages pages) implements PreviewWay {
    /** A small page drawn larger and then reduced looks finer than one drawn at its size. */
    private static final int FINER = 2;

    private static final long SMALL = 500_000;

    /** How much longer than the preview a page may be that fills it; others are drawn coarser. */
    private static final int LONGEST = 3;

    private static final String LACKING =
            ": pictures in JPEG 2000 or JBIG2 are missing on its page; they are not read here.";

    @Override
    public Shown of(Subject subject) throws Exception {
        if (!subject.file().mime().toLowerCase(Locale.ROOT).equals("application/pdf")) {
            throw new PictureException("Pages are drawn of PDFs only.");
        }
        PdfPages.Fit fit = fit();
        long most = (long) fit.width() * fit.height() * (fit.filled() ? LONGEST : 1);
        most = Math.min(most, easel.codec().limits().maxPixels());
        easel.job().reserve(3 * most);
        PdfPages.Page drawn = pages.first(subject.bytes(), fit, most);
        BufferedImage page = drawn.image();
        PreviewFrame frame = easel.frame(new Dimension(page.getWidth(), page.getHeight()));
        if (frame.pixels() > most) {
            throw PreviewFrame.tooLarge();
        }
        if (!drawn.whole()) {
            easel.job().notice(subject.file().name() + LACKING);
        }
        return new Shown.Still(
                easel.job().pixels(() -> easel.framed(page, frame, easel.background())));
    }

    /** The whole page in the preview, or the preview full of it. */
    private PdfPages.Fit fit() {
        Dimension wanted = easel.wanted();
        boolean small = (long) wanted.width * wanted.height <= SMALL;
        return switch (easel.params().resizeStrategy()) {
            case FIT, PAD -> fit(small, false);
            case FILLCROP, MIN_FIT, STRETCH -> fit(small, true);
            case CROP -> fit(false, true);
        };
    }

    private PdfPages.Fit fit(boolean finer, boolean filled) {
        Dimension wanted = easel.wanted();
        int times = finer ? FINER : 1;
        return new PdfPages.Fit(times * wanted.width, times * wanted.height, filled);
    }
}
