package dev.atelier.robots.meta;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;

import dev.atelier.robots.codec.PictureException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Changes properties of an XMP packet; the others stay. */
final class XmpEdit {
    private final XMPMeta xmp;

    /**
     * @param packet null to begin with nothing
     */
    XmpEdit(byte @Nullable [] packet) throws PictureException {
        try {
            xmp =
                    packet == null
                            ? XMPMetaFactory.create()
                            : XMPMetaFactory.parseFromBuffer(
                                    packet, new ParseOptions().setDisallowDoctype(true));
        } catch (XMPException | RuntimeException | StackOverflowError damaged) {
            throw new PictureException(
                    "Its XMP block is damaged and cannot be changed without losing what is in it.",
                    damaged);
        }
    }

    void set(WritableTag tag, List<String> values) throws PictureException {
        try {
            xmp.deleteProperty(tag.schema, tag.property);
            for (String value : values) {
                add(tag, value);
            }
        } catch (XMPException e) {
            throw new PictureException("Its XMP block cannot be changed.", e);
        }
    }

    private void add(WritableTag tag, String value) throws XMPException {
        switch (tag.form) {
            case XMP -> xmp.setProperty(tag.schema, tag.property, value);
            case XMP_LANGUAGE ->
                    xmp.setLocalizedText(tag.schema, tag.property, null, "x-default", value);
            case XMP_SEQUENCE -> append(tag, value, new PropertyOptions().setArrayOrdered(true));
            case XMP_BAG -> append(tag, value, new PropertyOptions().setArray(true));
            case EXIF,
                    EXIF_DATE,
                    PHOTO,
                    PHOTO_DATE,
                    WINDOWS,
                    COMMENT,
                    ORIENTATION,
                    LATITUDE,
                    LONGITUDE,
                    IPTC,
                    IPTC_LIST ->
                    throw new IllegalArgumentException(tag.label);
        }
    }

    private void append(WritableTag tag, String value, PropertyOptions array) throws XMPException {
        xmp.appendArrayItem(tag.schema, tag.property, array, value, null);
    }

    byte[] packet() throws PictureException {
        try {
            return XMPMetaFactory.serializeToBuffer(
                    xmp, new SerializeOptions().setUseCompactFormat(true).setPadding(0));
        } catch (XMPException e) {
            throw new PictureException("Its XMP block cannot be changed.", e);
        }
    }
}
