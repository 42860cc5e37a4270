package dev.atelier.robots.generate.engine.painter;

import dev.atelier.core.robot.Bands;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

/**
 * Paints 24 fixed prompts into one PNG or JPEG, for a person to look at; labels go to a page beside
 * it.
 */
public final class ContactSheet {
    private static final int WIDE = 480;
    private static final int TALL = 360;
    private static final int COLUMNS = 4;

    private static final String HEAD =
            """
            # Contact sheet

            Painted by the scene painter from these prompts.

            | Row, column | Prompt | Seed |
            | --- | --- | --- |
            """;

    record Entry(String prompt, long seed) {}

    static final List<Entry> ENTRIES =
            List.of(
                    new Entry("a breaching whale at sunset", 3),
                    new Entry("a humpback whale in the ocean by day", 11),
                    new Entry("a sailing boat at golden hour on the sea", 5),
                    new Entry("a stormy sea with a lighthouse", 8),
                    new Entry("a lake in the mountains at dawn", 2),
                    new Entry("snowy mountains, clear sky, day", 14),
                    new Entry("rolling hills with a lone tree", 4),
                    new Entry("a deer in a misty forest at dawn", 6),
                    new Entry("autumn forest by a river", 9),
                    new Entry("a horse in a field of flowers, golden hour", 7),
                    new Entry("desert dunes at sunset", 12),
                    new Entry("two palms on a beach", 10),
                    new Entry("city skyline at night", 13),
                    new Entry("a city by the sea at dusk", 15),
                    new Entry("a cottage in a snowy landscape, snowing, dusk", 16),
                    new Entry("a castle on a hill in fog", 17),
                    new Entry("three hot air balloons over a valley at dawn", 18),
                    new Entry("full moon over the ocean at night with a red boat", 19),
                    new Entry("a cat in a meadow", 20),
                    new Entry("a wanderer in the mountains at golden hour", 21),
                    new Entry("a bicycle on the beach at sunset", 22),
                    new Entry("rain over a lake with a flock of birds", 23),
                    new Entry("abstract swirl in blue", 24),
                    new Entry("quixotic zephyr", 25));

    private ContactSheet() {}

    /** Arguments: the file to write. */
    public static void main(String[] args) throws IOException {
        var out = Path.of(args[0]);
        int rows = (ENTRIES.size() + COLUMNS - 1) / COLUMNS;
        var sheet = new BufferedImage(COLUMNS * WIDE, rows * TALL, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        var page = new StringBuilder(HEAD);
        for (int i = 0; i < ENTRIES.size(); i++) {
            var entry = ENTRIES.get(i);
            g.drawImage(
                    paint(entry), i % COLUMNS * WIDE, i / COLUMNS * TALL, WIDE - 4, TALL - 4, null);
            page.append(
                    "| %d, %d | %s | %d |%n"
                            .formatted(
                                    i / COLUMNS + 1,
                                    i % COLUMNS + 1,
                                    entry.prompt(),
                                    entry.seed()));
        }
        g.dispose();
        String name = out.toString();
        ImageIO.write(sheet, name.substring(name.lastIndexOf('.') + 1), out.toFile());
        Files.writeString(out.resolveSibling("contact-sheet.md"), page);
    }

    private static BufferedImage paint(Entry entry) {
        var scene = new PromptReader().read(entry.prompt(), null).scene();
        return new ScenePainter().paint(scene, 2 * WIDE, 2 * TALL, entry.seed(), Bands.SEQUENTIAL);
    }
}
