package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the samples of a picture mean, told by two numbers of ITU-T H.273 in place of a profile. The
 * curves of cameras for video (1, 6, 14, 15) count as that of sRGB, as in browsers: pictures so
 * marked are made to be seen like that.
 *
 * @param primaries the number of what colours are mixed from
 * @param transfer the number of the curve from samples to light
 */
public record CodedColours(int primaries, int transfer) {
    static final int PQ = 16;
    static final int HLG = 18;

    /** The white of profiles, of daylight at 5000 K, as ICC.1 gives it. */
    private static final double[] D50 = {0.9642, 1.0, 0.8249};

    private static final int TAGS = 9;
    private static final int TEXT = 64;

    /** Whether the samples are those of sRGB. */
    boolean plain() {
        return Primaries.of(primaries).orElse(Primaries.BT709) == Primaries.BT709
                && sameAsSrgb()
                && unknown() == null;
    }

    /** Whether parts of the picture are brighter than white. */
    public boolean highRange() {
        return transfer == PQ || transfer == HLG;
    }

    private boolean sameAsSrgb() {
        return switch (transfer) {
            case 1, 2, 6, 11, 12, 13, 14, 15 -> true;
            default -> false;
        };
    }

    /** What is to be said of numbers that mean nothing here. */
    @Nullable String unknown() {
        boolean curve =
                sameAsSrgb() || highRange() || transfer == 4 || transfer == 5 || transfer == 8;
        return Primaries.of(primaries).isPresent() && curve
                ? null
                : "has colours of a kind that is not known here (primaries %d, transfer %d); they"
                                .formatted(primaries, transfer)
                        + " were taken as sRGB";
    }

    /** A profile that says the same, version 4.3 of ICC.1; null when it is not one of a display. */
    byte @Nullable [] profile() {
        if (highRange() || unknown() != null) {
            return null;
        }
        Matrix3 mix = Primaries.of(primaries).orElseThrow().toXyz(D50);
        int text = 128 + 4 + 12 * TAGS;
        int white = text + TEXT;
        int column = white + 20;
        int curve = column + 60;
        int size = curve + 32;
        ByteBuffer out = ByteBuffer.allocate(size);
        header(out, size);
        out.putInt(TAGS);
        tag(out, "desc", text, TEXT);
        tag(out, "cprt", text, TEXT);
        tag(out, "wtpt", white, 20);
        for (int i = 0; i < 3; i++) {
            tag(out, "rgb".charAt(i) + "XYZ", column + 20 * i, 20);
            tag(out, "rgb".charAt(i) + "TRC", curve, 32);
        }
        text(out);
        xyz(out, D50);
        for (int i = 0; i < 3; i++) {
            xyz(out, new double[] {mix.at(0, i), mix.at(1, i), mix.at(2, i)});
        }
        curve(out);
        return out.array();
    }

    private static void header(ByteBuffer out, int size) {
        out.putInt(size).putInt(0).putInt(0x04300000);
        word(out, "mntrRGB XYZ ");
        out.putShort((short) 2026).putShort((short) 1).putShort((short) 1).position(36);
        word(out, "acsp");
        out.position(68);
        for (double part : D50) {
            fixed(out, part);
        }
        out.position(128);
    }

    private static void tag(ByteBuffer out, String name, int at, int size) {
        word(out, name);
        out.putInt(at).putInt(size);
    }

    private void text(ByteBuffer out) {
        int end = out.position() + TEXT;
        byte[] text =
                "H.273 %d/%d".formatted(primaries, transfer).getBytes(StandardCharsets.UTF_16BE);
        word(out, "mluc");
        out.putInt(0).putInt(1).putInt(12);
        word(out, "enUS");
        out.putInt(text.length).putInt(28).put(text).position(end);
    }

    private static void xyz(ByteBuffer out, double[] values) {
        word(out, "XYZ ");
        out.putInt(0);
        for (double value : values) {
            fixed(out, value);
        }
    }

    /** Of sRGB in five numbers, of a plain power in one. */
    private void curve(ByteBuffer out) {
        double[] numbers =
                switch (transfer) {
                    case 4 -> new double[] {2.2};
                    case 5 -> new double[] {2.8};
                    case 8 -> new double[] {1};
                    default -> new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
                };
        word(out, "para");
        out.putInt(0).putShort((short) (numbers.length == 1 ? 0 : 3)).putShort((short) 0);
        for (double number : numbers) {
            fixed(out, number);
        }
    }

    private static void word(ByteBuffer out, String word) {
        out.put(word.getBytes(StandardCharsets.US_ASCII));
    }

    private static void fixed(ByteBuffer out, double value) {
        out.putInt((int) Math.round(value * 65_536));
    }
}
