package dev.atelier.robots.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Writes small PDFs, with a table or with packed objects. */
final class Pdfs {
    static final List<String> OBJECTS =
            List.of(
                    "<< /Type /Catalog /Pages 2 0 R >>",
                    "<</Type/Pages/Count 3/MediaBox[0 0 595.276 841.89]/Kids[3 0 R 4 0 R 4 0 R]>>",
                    "<< /Type /Page /Parent 2 0 R /Rotate 90 >>",
                    "<< /Type /Page /Parent 2 0 R >>",
                    "<< /Title <FEFF00530065006100200026> /Author (Ann \\(of\\) \\101\\n) % note\n"
                            + "/Producer (Atelier) /Keywords (sea, ship) /CreationDate"
                            + " (D:20260102030405+01'30') /ModDate (D:2026) >>");

    private Pdfs() {}

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** With a cross-reference table. */
    static byte[] plain(List<String> objects, String inTrailer) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(latin("%PDF-1.4\n%âãÏÓ\n"));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            places.add(out.size());
            out.writeBytes(latin((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n"));
        }
        int start = out.size();
        out.writeBytes(latin("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n"));
        places.forEach(place -> out.writeBytes(latin("%010d 00000 n \n".formatted(place))));
        out.writeBytes(
                latin(
                        "trailer\n<< /Root 1 0 R /Info 5 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
                                .formatted(objects.size() + 1, inTrailer, start)));
        return out.toByteArray();
    }

    /** With all objects packed into one and a cross-reference stream behind it. */
    static byte[] packed(List<String> objects, String inTrailer) throws java.io.IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(latin("junk before it\n%PDF-1.5\n"));
        int head = 15;
        var pairs = new StringBuilder();
        var bodies = new StringBuilder();
        for (int i = 0; i < objects.size(); i++) {
            pairs.append(i + 1).append(' ').append(bodies.length()).append(' ');
            bodies.append(objects.get(i)).append('\n');
        }
        int count = objects.size();
        int container = out.size() - head;
        stream(
                out,
                count + 1,
                "/Type /ObjStm /N %d /First %d".formatted(count, pairs.length()),
                latin(pairs.toString() + bodies));
        var rows = new ByteArrayOutputStream();
        byte[] before = new byte[5];
        for (int i = 0; i <= count + 1; i++) {
            byte[] row = {
                (byte) (i == 0 ? 0 : i <= count ? 2 : 1),
                0,
                0,
                (byte) (i <= count ? count + 1 : container),
                (byte) (i <= count ? Math.max(0, i - 1) : 0)
            };
            rows.write(2);
            for (int k = 0; k < 5; k++) {
                rows.write(row[k] - before[k]);
            }
            before = row;
        }
        int start = out.size() - head;
        stream(
                out,
                count + 2,
                ("/Type /XRef /W [1 3 1] /Size %d /Root 1 0 R /Info 5 0 R %s /DecodeParms"
                                + " << /Predictor 12 /Columns 5 >>")
                        .formatted(count + 2, inTrailer),
                rows.toByteArray());
        out.writeBytes(latin("startxref\n" + start + "\n%%EOF"));
        return out.toByteArray();
    }

    private static void stream(ByteArrayOutputStream out, int number, String about, byte[] content)
            throws java.io.IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(packed)) {
            deflating.write(content);
        }
        out.writeBytes(
                latin(
                        "%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\r\n"
                                .formatted(number, about, packed.size())));
        out.writeBytes(packed.toByteArray());
        out.writeBytes(latin("\nendstream\nendobj\n"));
    }
}
