package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the segments between frame and scans define: T.81, B.2.4. */
final class Tables {
    private final int[] @Nullable [] factors = new int[4] @Nullable [];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];
    private boolean jfif;
    private int adobe = -1;
    private int interval;

    int interval() {
        return interval;
    }

    /** Takes note of a segment; most kinds say nothing of the pixels. */
    void read(int marker, Segment in) throws JpegException {
        switch (marker) {
            case 0xDB -> quantisation(in);
            case 0xC4 -> huffman(in);
            case 0xDD -> interval = in.u16();
            case 0xE0 -> jfif |= in.startsWith("JFIF\0");
            case 0xEE -> {
                if (in.startsWith("Adobe") && in.left() >= 12) {
                    in.skip(11);
                    adobe = in.u8();
                }
            }
            default -> {}
        }
    }

    private void quantisation(Segment in) throws JpegException {
        while (in.left() > 0) {
            int head = in.u8();
            int[] read = new int[64];
            for (int k = 0; k < 64; k++) {
                read[k] = head >> 4 == 0 ? in.u8() : in.u16();
            }
            factors[head & 3] = read;
        }
    }

    private void huffman(Segment in) throws JpegException {
        while (in.left() > 0) {
            int head = in.u8();
            int[] counts = new int[16];
            int sum = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = in.u8();
                sum += counts[i];
            }
            int[] symbols = new int[sum];
            for (int i = 0; i < sum; i++) {
                symbols[i] = in.u8();
            }
            (head >> 4 == 0 ? dc : ac)[head & 3] = new HuffmanTable(counts, symbols);
        }
    }

    /** Hands a channel of the coming scan its tables. */
    void assign(Component component, int selectors) throws JpegException {
        component.dc = dc[selectors >> 4 & 3];
        component.ac = ac[selectors & 3];
        if (component.factors == null) {
            component.factors = factors[component.table];
        }
        if (component.factors == null) {
            throw new JpegException("a quantisation table is missing");
        }
    }

    /** Whether three channels are brightness and colour, by the notes or else the names. */
    boolean luma(List<Component> components) {
        if (jfif || adobe >= 0) {
            return jfif || adobe != 0;
        }
        return !(components.get(0).id == 'R'
                && components.get(1).id == 'G'
                && components.get(2).id == 'B');
    }
}
