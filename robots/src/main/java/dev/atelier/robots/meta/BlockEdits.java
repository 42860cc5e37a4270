package dev.atelier.robots.meta;

import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.ExifEdit;
import dev.atelier.robots.codec.ExifEdit.Place;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.IptcEdit;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.PictureHeader;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/** The blocks of a picture with new values in them; null for those nothing changes in. */
final class BlockEdits {
    private final TagValues values;

    BlockEdits(TagValues values) {
        this.values = values;
    }

    Blocks of(PictureHeader header) throws PictureException {
        Blocks old = header.blocks();
        return new Blocks(
                exif(old.exif()),
                xmp(old.xmp()),
                photoshop(header.probe().format(), old.photoshop()),
                null,
                null,
                Map.of());
    }

    private byte @Nullable [] exif(byte @Nullable [] old) throws PictureException {
        Set<WritableTag> tags = values.tags(form -> !form.iptc() && !form.xmp());
        if (tags.isEmpty()) {
            return null;
        }
        var edit = new ExifEdit(old);
        for (WritableTag tag : tags) {
            exif(edit, tag, values.single(tag));
        }
        return edit.block();
    }

    private void exif(ExifEdit edit, WritableTag tag, String value) throws PictureException {
        switch (tag.form) {
            case EXIF -> edit.text(Place.MAIN, tag.number, value);
            case EXIF_DATE -> edit.text(Place.MAIN, tag.number, date(value));
            case PHOTO -> edit.text(Place.PHOTO, tag.number, value);
            case PHOTO_DATE -> edit.text(Place.PHOTO, tag.number, date(value));
            case WINDOWS -> edit.windowsText(tag.number, value);
            case COMMENT -> edit.comment(value);
            case ORIENTATION -> edit.orientation(value);
            case LATITUDE -> position(edit, value, values.single(WritableTag.GPS_LONGITUDE));
            case LONGITUDE -> {}
            case IPTC, IPTC_LIST, XMP, XMP_LANGUAGE, XMP_SEQUENCE, XMP_BAG ->
                    throw new IllegalArgumentException(tag.label);
        }
    }

    private static void position(ExifEdit edit, String latitude, String longitude)
            throws PictureException {
        if (latitude.isEmpty() || longitude.isEmpty()) {
            edit.noPosition();
        } else {
            edit.position(Double.parseDouble(latitude), Double.parseDouble(longitude));
        }
    }

    /** EXIF separates the parts of a day by colons. */
    private static String date(String value) {
        return value.isEmpty()
                ? value
                : value.substring(0, 10).replace('-', ':') + " " + value.substring(11);
    }

    private byte @Nullable [] xmp(byte @Nullable [] old) throws PictureException {
        Set<WritableTag> tags = values.tags(WritableTag.Form::xmp);
        if (tags.isEmpty()) {
            return null;
        }
        var edit = new XmpEdit(old);
        for (WritableTag tag : tags) {
            edit.set(tag, values.of(tag));
        }
        return edit.packet();
    }

    private byte @Nullable [] photoshop(ImageFormat format, byte @Nullable [] old)
            throws PictureException {
        Set<WritableTag> tags = values.tags(WritableTag.Form::iptc);
        if (tags.isEmpty()) {
            return null;
        }
        if (format != ImageFormat.JPEG) {
            throw new PictureException(
                    "IPTC tags such as "
                            + tags.iterator().next().label
                            + " can be written into JPEG only; use XMP tags such as Subject,"
                            + " Description and Rights.");
        }
        var edit = new IptcEdit(old);
        for (WritableTag tag : tags) {
            edit.set(tag.number, values.of(tag));
        }
        return edit.resources();
    }
}
