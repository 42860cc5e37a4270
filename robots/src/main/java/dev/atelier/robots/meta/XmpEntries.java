package dev.atelier.robots.meta;

import com.adobe.internal.xmp.XMPDateTime;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

/** The entries that come from an XMP packet, parsed without document type declarations. */
final class XmpEntries {
    private static final String DC = "http://purl.org/dc/elements/1.1/";
    private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    private static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    private static final String IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    private static final int MOST = 1000;

    private final XMPMeta xmp;
    private final Entries entries;

    private XmpEntries(XMPMeta xmp, Entries entries) {
        this.xmp = xmp;
        this.entries = entries;
    }

    static void read(byte[] packet, Entries entries) throws XMPException {
        var options = new ParseOptions().setDisallowDoctype(true);
        new XmpEntries(XMPMetaFactory.parseFromBuffer(packet, options), entries).all();
    }

    /** What it tells better than the other blocks. */
    static void readFirst(byte[] packet, Entries entries) throws XMPException {
        var options = new ParseOptions().setDisallowDoctype(true);
        var xmp = new XmpEntries(XMPMetaFactory.parseFromBuffer(packet, options), entries);
        entries.text("title", xmp.localised("title"));
        entries.texts("creator", xmp.list("creator"));
    }

    private void all() throws XMPException {
        entries.text("description", localised("description"));
        entries.text("rights", localised("rights"));
        entries.texts("keywords", list("subject"));
        entries.text("location", xmp.getPropertyString(IPTC, "Location"));
        entries.text("city", xmp.getPropertyString(PHOTOSHOP, "City"));
        entries.text("state", xmp.getPropertyString(PHOTOSHOP, "State"));
        entries.text("country", xmp.getPropertyString(PHOTOSHOP, "Country"));
        entries.text("country_code", xmp.getPropertyString(IPTC, "CountryCode"));
        entries.text("device_vendor", xmp.getPropertyString(TIFF, "Make"));
        entries.text("device_name", xmp.getPropertyString(TIFF, "Model"));
        entries.text("device_software", xmp.getPropertyString(XMP, "CreatorTool"));
        entries.date("date_recorded", date(EXIF, "DateTimeOriginal"));
        entries.date("create_date", date(XMP, "CreateDate"));
        entries.date("modify_date", date(XMP, "ModifyDate"));
    }

    private @Nullable String localised(String name) throws XMPException {
        var text = xmp.getLocalizedText(DC, name, null, "x-default");
        return text == null ? null : text.getValue();
    }

    private List<String> list(String name) throws XMPException {
        List<String> found = new ArrayList<>();
        if (!xmp.doesPropertyExist(DC, name)) {
            return found;
        }
        if (!xmp.getProperty(DC, name).getOptions().isArray()) {
            found.add(xmp.getPropertyString(DC, name));
            return found;
        }
        int size = Math.min(MOST, xmp.countArrayItems(DC, name));
        for (int i = 1; i <= size; i++) {
            found.add(xmp.getArrayItem(DC, name, i).getValue());
        }
        return found;
    }

    private @Nullable Instant date(String schema, String name) {
        try {
            XMPDateTime date = xmp.getPropertyDate(schema, name);
            if (date == null || !date.hasDate() || date.getYear() == 0) {
                return null;
            }
            if (!date.hasTimeZone()) {
                date.setTimeZone(TimeZone.getTimeZone("GMT"));
            }
            return date.getCalendar().toInstant();
        } catch (XMPException e) {
            return null;
        }
    }
}
