package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata of a picture that is as true of another one made from it: what it shows, who made
 * it, where and when; not how its pixels are stored.
 */
public final class CarriedBlocks {
    private static final Pattern TURN =
            Pattern.compile("(tiff:Orientation\\s{0,9}(?:=\\s{0,9}[\"']|>)\\s{0,9})[1-8]\\b");

    private CarriedBlocks() {}

    /**
     * @param to only JPEG holds IPTC
     * @param upright whether the new picture lies as it is to be seen
     * @param density whether the new picture says how dense it is
     * @throws PictureException when a block is too damaged to be changed
     */
    public static Blocks of(Blocks old, ImageFormat to, boolean upright, boolean density)
            throws PictureException {
        return new Blocks(
                exif(old.exif(), upright, density),
                old.xmp() == null || !upright ? old.xmp() : untilted(old.xmp()),
                to == ImageFormat.JPEG ? iptc(old) : null,
                null,
                null,
                Map.of());
    }

    private static byte @Nullable [] exif(byte @Nullable [] old, boolean upright, boolean density)
            throws PictureException {
        if (old == null) {
            return null;
        }
        var edit = ExifEdit.forOtherPixels(old);
        if (upright) {
            edit.orientation("");
        }
        if (density) {
            edit.noDensity();
        }
        return edit.block();
    }

    private static byte[] untilted(byte[] xmp) {
        // one byte a character, so that whatever else stands there stays as it is
        Matcher turn = TURN.matcher(new String(xmp, StandardCharsets.ISO_8859_1));
        return turn.replaceAll("$11").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte @Nullable [] iptc(Blocks old) throws PictureException {
        if (old.photoshop() == null) {
            return null;
        }
        var edit = new IptcEdit(old.photoshop());
        edit.dropOthers();
        return edit.empty() ? null : edit.resources();
    }
}
