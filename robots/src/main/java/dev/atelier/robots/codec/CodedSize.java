package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;

/**
 * What a coded picture itself says a decoder has to make room and take time for.
 *
 * @param pixels of the largest picture in it
 * @param pictures that are coded in it
 */
record CodedSize(long pixels, long pictures) {
    private static final int AV1_SEQUENCE = 1;
    private static final int AV1_FRAME_HEADER = 3;
    private static final int AV1_FRAME = 6;
    private static final int HEVC_SEQUENCE = 33;
    private static final int HEVC_SLICES = 32;

    private CodedSize and(CodedSize more) {
        return new CodedSize(Math.max(pixels, more.pixels), pictures + more.pictures);
    }

    /** Of units as the AV1 specification, 5.3, describes them. */
    static CodedSize av1(byte[] units) throws PictureException {
        var found = new CodedSize(0, 0);
        for (int at = 0; at < units.length; ) {
            int head = units[at] & 0xFF;
            int type = head >> 3 & 15;
            at += (head & 4) == 0 ? 1 : 2;
            long size = (long) units.length - at;
            if ((head & 2) != 0) {
                size = 0;
                for (int i = 0, more = 0x80; more != 0 && i < 8 && at < units.length; i++, at++) {
                    size |= (units[at] & 0x7FL) << (7 * i);
                    more = units[at] & 0x80;
                }
            }
            if (size > units.length - at) {
                throw Bytes.endsEarly();
            }
            if (type == AV1_SEQUENCE) {
                var bits = new BitReader(units, at, (int) (at + size));
                found = found.and(new CodedSize(av1Pixels(bits), 0));
            } else if (type == AV1_FRAME || type == AV1_FRAME_HEADER) {
                found = found.and(new CodedSize(0, 1));
            }
            at += (int) size;
        }
        return found;
    }

    /** The sequence header, 5.5. */
    private static long av1Pixels(BitReader bits) throws PictureException {
        bits.skip(4);
        if (bits.flag()) {
            bits.skip(5);
        } else {
            av1Points(bits);
        }
        int wide = (int) bits.bits(4) + 1;
        int high = (int) bits.bits(4) + 1;
        return (bits.bits(wide) + 1) * (bits.bits(high) + 1);
    }

    private static void av1Points(BitReader bits) throws PictureException {
        int delay = 0;
        if (bits.flag()) {
            bits.skip(64);
            if (bits.flag()) {
                bits.golomb();
            }
            if (bits.flag()) {
                delay = (int) bits.bits(5) + 1;
                bits.skip(42);
            }
        }
        boolean shown = bits.flag();
        long points = bits.bits(5) + 1;
        for (long i = 0; i < points; i++) {
            bits.skip(12);
            bits.skip(bits.bits(5) > 7 ? 1 : 0);
            bits.skip(delay > 0 && bits.flag() ? 2 * delay + 1 : 0);
            bits.skip(shown && bits.flag() ? 4 : 0);
        }
    }

    /**
     * Of units as H.265, 7.3.1, describes them.
     *
     * @param setup the configuration record, ISO/IEC 14496-15, 8.3.3
     */
    static CodedSize hevc(byte[] setup, byte[] units) throws PictureException {
        Bytes in = Bytes.of(setup);
        var found = new CodedSize(0, 0);
        long at = 23;
        for (int arrays = in.u8(22); arrays > 0; arrays--) {
            int count = in.u16be(at + 1);
            at += 3;
            for (int i = 0; i < count; i++) {
                int size = in.u16be(at);
                found = found.and(hevc(in.take(at + 2, size)));
                at += 2 + size;
            }
        }
        return found.and(hevcUnits(units, (in.u8(21) & 3) + 1));
    }

    private static CodedSize hevcUnits(byte[] units, int lengthBytes) throws PictureException {
        Bytes in = Bytes.of(units);
        var boxes = new HeifBoxes(in);
        var found = new CodedSize(0, 0);
        for (long at = 0; at + lengthBytes < units.length; ) {
            long size = boxes.number(at, lengthBytes);
            at += lengthBytes;
            if (size > units.length - at) {
                throw Bytes.endsEarly();
            }
            found = found.and(hevc(in.take(at, (int) size)));
            at += size;
        }
        return found;
    }

    private static CodedSize hevc(byte[] unit) throws PictureException {
        if (unit.length < 3) {
            return new CodedSize(0, 0);
        }
        int type = unit[0] >> 1 & 0x3F;
        if (type == HEVC_SEQUENCE) {
            return new CodedSize(hevcPixels(unescaped(unit)), 0);
        }
        return new CodedSize(0, type < HEVC_SLICES && unit[2] < 0 ? 1 : 0);
    }

    /** Without the bytes that keep a unit from looking like the start of another. */
    private static byte[] unescaped(byte[] unit) {
        var out = new ByteArrayOutputStream(unit.length);
        int zeros = 0;
        for (byte each : unit) {
            if (zeros < 2 || each != 3) {
                out.write(each);
            }
            zeros = each == 0 ? zeros + 1 : 0;
        }
        return out.toByteArray();
    }

    /** The sequence parameter set, 7.3.2.2. */
    private static long hevcPixels(byte[] unit) throws PictureException {
        var bits = new BitReader(unit, 2, unit.length);
        bits.skip(4);
        int layers = (int) bits.bits(3);
        bits.skip(1 + 96);
        long profiles = 0;
        long levels = 0;
        for (int i = 0; i < layers; i++) {
            profiles += bits.bits(1);
            levels += bits.bits(1);
        }
        bits.skip(layers > 0 ? 2 * (8 - layers) : 0);
        bits.skip((int) (88 * profiles + 8 * levels));
        bits.golomb();
        if (bits.golomb() == 3) {
            bits.skip(1);
        }
        return bits.golomb() * bits.golomb();
    }
}
