package dev.atelier.robots.codec;

/** Reads the header of a Windows bitmap. */
final class BmpHeader {
    private BmpHeader() {}

    static PictureHeader read(Bytes in) throws PictureException {
        long size = in.u32le(14);
        boolean old = size == 12;
        if (!old && size < 16) {
            throw new PictureException("The BMP has a header of unknown size.");
        }
        int width = old ? in.u16le(18) : (int) in.u32le(18);
        int height = old ? in.u16le(20) : (int) in.u32le(22);
        int bits = in.u16le(old ? 24 : 28);
        boolean alpha = !old && size >= 56 && bits == 32 && in.u32le(66) != 0;
        if (height == Integer.MIN_VALUE) {
            throw new PictureException("The BMP does not say how large it is.");
        }
        var colour = bits <= 8 ? Probe.Colour.PALETTE : Probe.Colour.RGB;
        return new PictureHeader(
                Probe.stored(
                        ImageFormat.BMP,
                        width,
                        Math.abs(height),
                        1,
                        Math.min(bits, 8),
                        alpha,
                        colour),
                Blocks.NONE);
    }
}
