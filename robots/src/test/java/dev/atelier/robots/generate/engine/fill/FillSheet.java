package dev.atelier.robots.generate.engine.fill;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** Draws a sheet of fills to look at: before, what is to be filled, after. */
final class FillSheet {
    private static final int CELL = 300;

    private FillSheet() {}

    /** Arguments: folder of pictures, output file (jpg or png), optionally numbers of rows. */
    public static void main(String[] args) throws IOException {
        var rows = new ArrayList<List<BufferedImage>>();
        var folder = new File(args[0]);
        if (args.length == 2) {
            for (Task task : TASKS) {
                rows.add(row(task, folder));
            }
        }
        for (int i = 2; i < args.length; i++) {
            rows.add(row(TASKS.get(Integer.parseInt(args[i]) - 1), folder));
        }
        String format = args[1].substring(args[1].lastIndexOf('.') + 1);
        ImageIO.write(sheet(rows), format, new File(args[1]));
    }

    private static final List<Task> TASKS =
            List.of(
                    new Task("orientation/Landscape_1.jpg", new Oval(505, 485, 45, 95)),
                    new Task(
                            "orientation/Landscape_1.jpg",
                            new Oval(500, 50, 60, 60),
                            new Oval(45, 485, 65, 75),
                            new Oval(945, 485, 80, 75),
                            new Oval(500, 940, 115, 65)),
                    new Task("photo/Nikon_D5000.jpg", new Oval(583, 475, 45, 75)),
                    new Task("photo/Nikon_D5000.jpg", new Oval(650, 770, 45, 130)),
                    new Task("photo/HTC_Desire.jpg", new Oval(517, 637, 190, 70)),
                    new Task("photo/Canon_EOS_450D.jpg", new Oval(155, 715, 135, 215)),
                    new Task("photo/Apple_iPhone_4.jpg", new Oval(570, 200, 60, 100)),
                    new Task("photo/flower2.jpg", new Oval(275, 730, 110, 160)),
                    new Task("photo/3.jpg", new Oval(800, 430, 235, 500)),
                    new Task("webp/Photo_1.webp", new Oval(470, 380, 150, 120)),
                    new Task("webp/simple.webp", new Oval(520, 510, 290, 230)),
                    new Task(
                            "webp/iss634.webp",
                            new Oval(490, 460, 240, 500),
                            new Oval(490, 730, 300, 290)));

    /** An ellipse in thousandths of the picture's sides. */
    record Oval(int x, int y, int rx, int ry) {
        boolean covers(double px, double py) {
            return Math.pow((px - x) / rx, 2) + Math.pow((py - y) / ry, 2) <= 1;
        }
    }

    /** A picture and what to take out of it. */
    record Task(String file, List<Oval> ovals) {
        Task(String file, Oval... ovals) {
            this(file, List.of(ovals));
        }

        Mask mask(int width, int height) {
            return Mask.of(
                    width,
                    height,
                    (x, y) ->
                            ovals.stream()
                                    .anyMatch(o ->
                                            o.covers(1000.0 * x / width, 1000.0 * y / height)));
        }
    }

    private static List<BufferedImage> row(Task task, File folder) throws IOException {
        Picture before = read(new File(folder, task.file()));
        Mask mask = task.mask(before.width(), before.height());
        long start = System.nanoTime();
        Picture after = before.filled(mask, 1);
        System.out.printf(
                "%-30s %4dx%-4d hole %6d  %5d ms  seam %.2f  liveliness %.2f%n",
                task.file(),
                before.width(),
                before.height(),
                mask.count(),
                (System.nanoTime() - start) / 1_000_000,
                Measures.seam(after, mask),
                Measures.liveliness(after, mask));
        Rectangle part = surroundings(mask);
        return List.of(
                image(before, part),
                image(before.blanked(mask, 0xffff00ff), part),
                image(after, part));
    }

    static Picture read(File file) throws IOException {
        BufferedImage image = ImageIO.read(file);
        int width = image.getWidth();
        int height = image.getHeight();
        return new Picture(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static Rectangle surroundings(Mask mask) {
        var box = new Rectangle(-1, -1);
        for (int i = 0; i < mask.bytes().length; i++) {
            if (mask.bytes()[i] != 0) {
                box.add(new Rectangle(i % mask.width(), i / mask.width(), 1, 1));
            }
        }
        int margin = Math.max(box.width, box.height) * 3 / 4;
        box.grow(margin, margin);
        return box.intersection(new Rectangle(mask.width(), mask.height()));
    }

    private static BufferedImage image(Picture picture, Rectangle part) {
        var image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
        return image.getSubimage(part.x, part.y, part.width, part.height);
    }

    private static BufferedImage sheet(List<List<BufferedImage>> rows) {
        int columns = rows.size() > 1 ? 2 : 1;
        int lines = (rows.size() + columns - 1) / columns;
        int cell = rows.size() > 4 ? CELL : 2 * CELL / columns;
        int wide = 3 * (cell + 4) + 12;
        int high = cell * 3 / 4 + 8;
        var sheet = new BufferedImage(columns * wide, lines * high, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < 3; j++) {
                int left = i % columns * wide + j * (cell + 4);
                place(g, rows.get(i).get(j), left, i / columns * high, cell);
            }
        }
        g.dispose();
        return sheet;
    }

    private static void place(Graphics2D g, BufferedImage image, int left, int top, int cell) {
        int height = cell * 3 / 4;
        double scale =
                Math.min((double) cell / image.getWidth(), (double) height / image.getHeight());
        int w = (int) (image.getWidth() * scale);
        int h = (int) (image.getHeight() * scale);
        g.drawImage(image, left + (cell - w) / 2, top + (height - h) / 2, w, h, null);
    }
}
