package dev.atelier.robots.document;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process that draws one page of one PDF and prints its pixels; {@link PdfPages} starts it and
 * reads what it prints.
 */
final class PdfPagePainter {
    /** What the Java machine ends with when the heap is full. */
    static final int HEAP = 3;

    static final int LOCKED = 10;
    static final int EMPTY = 11;
    static final int MEMORY = 12;
    static final int DAMAGED = 13;
    static final int LATE = 14;

    private static final float LARGEST_SCALE = 100;

    private final PdfPages.Fit fit;
    private final long most;
    private boolean whole = true;

    private PdfPagePainter(PdfPages.Fit fit, long most) {
        this.fit = fit;
        this.most = most;
    }

    /**
     * @param args the file, width and height, whether these are to be filled, most pixels, seconds
     *     after which it ends even if nobody is left to end it
     */
    public static void main(String[] args) {
        OutputStream printed = System.out;
        System.setOut(System.err);
        var fit =
                new PdfPages.Fit(
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        Boolean.parseBoolean(args[3]));
        var painter = new PdfPagePainter(fit, Long.parseLong(args[4]));
        Thread.ofPlatform().daemon().start(() -> endAfter(Long.parseLong(args[5])));
        Runtime.getRuntime().halt(painter.draw(new File(args[0]), printed));
    }

    private static void endAfter(long seconds) {
        try {
            new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(LATE);
    }

    private int draw(File pdf, OutputStream printed) {
        var cache = IOUtils.createMemoryOnlyStreamCache();
        try (PDDocument document = Loader.loadPDF(pdf, "", null, null, cache)) {
            if (document.getNumberOfPages() == 0) {
                return EMPTY;
            }
            BufferedImage image = draw(document, scale(document.getPage(0)));
            print(image, printed);
            return 0;
        } catch (InvalidPasswordException e) {
            return LOCKED;
        } catch (OutOfMemoryError | StackOverflowError e) {
            return MEMORY;
        } catch (IOException | RuntimeException e) {
            return DAMAGED;
        }
    }

    /** Pixels for one unit of the page. */
    private float scale(PDPage page) throws IOException {
        PDRectangle box = page.getCropBox();
        boolean sideways = page.getRotation() % 180 != 0;
        double wide = sideways ? box.getHeight() : box.getWidth();
        double high = sideways ? box.getWidth() : box.getHeight();
        if (!(wide > 0 && high > 0 && Double.isFinite(wide * high))) {
            throw new IOException("a page without a size");
        }
        double across = fit.width() / wide;
        double down = fit.height() / high;
        double scale = fit.filled() ? Math.max(across, down) : Math.min(across, down);
        // sides are rounded down, and one pixel is the least
        double largest = Math.min(Math.sqrt(most / (wide * high)), most / Math.max(wide, high));
        return (float) Math.min(LARGEST_SCALE, Math.min(scale * (1 + 1e-6), largest));
    }

    private BufferedImage draw(PDDocument document, float scale) throws IOException {
        var renderer =
                new PDFRenderer(document) {
                    @Override
                    protected PageDrawer createPageDrawer(PageDrawerParameters parameters)
                            throws IOException {
                        return new Drawer(parameters);
                    }
                };
        renderer.setSubsamplingAllowed(true);
        return renderer.renderImage(0, scale, ImageType.RGB);
    }

    /** Draws on without what cannot be drawn, and remembers that. */
    private final class Drawer extends PageDrawer {
        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void operatorException(
                Operator operator, List<COSBase> operands, IOException cause) throws IOException {
            whole &= !(cause instanceof MissingImageReaderException);
            super.operatorException(operator, operands, cause);
        }
    }

    private void print(BufferedImage image, OutputStream printed) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(printed, 1 << 16));
        out.writeBoolean(whole);
        out.writeInt(image.getWidth());
        out.writeInt(image.getHeight());
        int[] rgb = new int[image.getWidth()];
        byte[] row = new byte[3 * rgb.length];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, rgb.length, 1, rgb, 0, rgb.length);
            for (int x = 0; x < rgb.length; x++) {
                row[3 * x] = (byte) (rgb[x] >> 16);
                row[3 * x + 1] = (byte) (rgb[x] >> 8);
                row[3 * x + 2] = (byte) rgb[x];
            }
            out.write(row);
        }
        out.flush();
    }
}
