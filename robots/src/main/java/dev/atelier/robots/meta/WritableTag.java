package dev.atelier.robots.meta;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tags that can be written, by the names ExifTool gave them. */
enum WritableTag {
    ARTIST("Artist", Form.EXIF, 0x013B),
    COPYRIGHT("Copyright", Form.EXIF, 0x8298),
    IMAGE_DESCRIPTION("ImageDescription", Form.EXIF, 0x010E),
    MAKE("Make", Form.EXIF, 0x010F),
    MODEL("Model", Form.EXIF, 0x0110),
    SOFTWARE("Software", Form.EXIF, 0x0131),
    MODIFY_DATE("ModifyDate", Form.EXIF_DATE, 0x0132),
    ORIENTATION("Orientation", Form.ORIENTATION, 0x0112),
    XP_TITLE("XPTitle", Form.WINDOWS, 0x9C9B),
    XP_COMMENT("XPComment", Form.WINDOWS, 0x9C9C),
    XP_AUTHOR("XPAuthor", Form.WINDOWS, 0x9C9D),
    XP_KEYWORDS("XPKeywords", Form.WINDOWS, 0x9C9E),
    XP_SUBJECT("XPSubject", Form.WINDOWS, 0x9C9F),
    DATE_TIME_ORIGINAL("DateTimeOriginal", Form.PHOTO_DATE, 0x9003),
    CREATE_DATE("CreateDate", Form.PHOTO_DATE, 0x9004),
    USER_COMMENT("UserComment", Form.COMMENT, 0x9286),
    OWNER_NAME("OwnerName", Form.PHOTO, 0xA430),
    SERIAL_NUMBER("SerialNumber", Form.PHOTO, 0xA431),
    LENS_MAKE("LensMake", Form.PHOTO, 0xA433),
    LENS_MODEL("LensModel", Form.PHOTO, 0xA434),
    IMAGE_UNIQUE_ID("ImageUniqueID", Form.PHOTO, 0xA420),
    GPS_LATITUDE("GPSLatitude", Form.LATITUDE, 0),
    GPS_LONGITUDE("GPSLongitude", Form.LONGITUDE, 0),

    OBJECT_NAME("ObjectName", Form.IPTC, 5),
    KEYWORDS("Keywords", Form.IPTC_LIST, 25),
    SPECIAL_INSTRUCTIONS("SpecialInstructions", Form.IPTC, 40),
    BY_LINE("By-line", Form.IPTC_LIST, 80),
    BY_LINE_TITLE("By-lineTitle", Form.IPTC_LIST, 85),
    IPTC_CITY("IPTC:City", Form.IPTC, 90),
    SUB_LOCATION("Sub-location", Form.IPTC, 92),
    PROVINCE_STATE("Province-State", Form.IPTC, 95),
    COUNTRY_CODE("Country-PrimaryLocationCode", Form.IPTC, 100),
    COUNTRY_NAME("Country-PrimaryLocationName", Form.IPTC, 101),
    IPTC_HEADLINE("IPTC:Headline", Form.IPTC, 105),
    IPTC_CREDIT("IPTC:Credit", Form.IPTC, 110),
    IPTC_SOURCE("IPTC:Source", Form.IPTC, 115),
    COPYRIGHT_NOTICE("CopyrightNotice", Form.IPTC, 116),
    CAPTION("Caption-Abstract", Form.IPTC, 120),

    TITLE("Title", Form.XMP_LANGUAGE, "http://purl.org/dc/elements/1.1/", "title"),
    DESCRIPTION(
            "Description", Form.XMP_LANGUAGE, "http://purl.org/dc/elements/1.1/", "description"),
    RIGHTS("Rights", Form.XMP_LANGUAGE, "http://purl.org/dc/elements/1.1/", "rights"),
    CREATOR("Creator", Form.XMP_SEQUENCE, "http://purl.org/dc/elements/1.1/", "creator"),
    SUBJECT("Subject", Form.XMP_BAG, "http://purl.org/dc/elements/1.1/", "subject"),
    CREATOR_TOOL("CreatorTool", Form.XMP, "http://ns.adobe.com/xap/1.0/", "CreatorTool"),
    RATING("Rating", Form.XMP, "http://ns.adobe.com/xap/1.0/", "Rating"),
    LABEL("Label", Form.XMP, "http://ns.adobe.com/xap/1.0/", "Label"),
    HEADLINE("Headline", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "Headline"),
    CREDIT("Credit", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "Credit"),
    SOURCE("Source", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "Source"),
    INSTRUCTIONS("Instructions", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "Instructions"),
    CITY("City", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "City"),
    STATE("State", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "State"),
    COUNTRY("Country", Form.XMP, "http://ns.adobe.com/photoshop/1.0/", "Country"),
    LOCATION("Location", Form.XMP, "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Location"),
    XMP_COUNTRY_CODE(
            "CountryCode", Form.XMP, "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "CountryCode"),
    USAGE_TERMS(
            "UsageTerms", Form.XMP_LANGUAGE, "http://ns.adobe.com/xap/1.0/rights/", "UsageTerms"),
    WEB_STATEMENT("WebStatement", Form.XMP, "http://ns.adobe.com/xap/1.0/rights/", "WebStatement");

    /** Where and how a value is kept. */
    enum Form {
        EXIF,
        EXIF_DATE,
        PHOTO,
        PHOTO_DATE,
        WINDOWS,
        COMMENT,
        ORIENTATION,
        LATITUDE,
        LONGITUDE,
        IPTC,
        IPTC_LIST,
        XMP,
        XMP_LANGUAGE,
        XMP_SEQUENCE,
        XMP_BAG;

        boolean iptc() {
            return this == IPTC || this == IPTC_LIST;
        }

        boolean xmp() {
            return name().startsWith("XMP");
        }

        boolean list() {
            return this == IPTC_LIST || this == XMP_SEQUENCE || this == XMP_BAG;
        }
    }

    static final Map<String, WritableTag> BY_NAME = byName();

    final String label;
    final Form form;
    final int number;
    final String schema;
    final String property;

    WritableTag(String label, Form form, int number) {
        this.label = label;
        this.form = form;
        this.number = number;
        this.schema = "";
        this.property = "";
    }

    WritableTag(String label, Form form, String schema, String property) {
        this.label = label;
        this.form = form;
        this.number = 0;
        this.schema = schema;
        this.property = property;
    }

    /** The tag of a name in any case, with or without the group in front. */
    static Optional<WritableTag> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, WritableTag> byName() {
        Map<String, WritableTag> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (WritableTag tag : values()) {
            String group = tag.form.iptc() ? "IPTC:" : tag.form.xmp() ? "XMP:" : "EXIF:";
            names.put(tag.label, tag);
            names.put(tag.label.startsWith(group) ? tag.label : group + tag.label, tag);
        }
        return names;
    }
}
