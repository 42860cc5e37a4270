package dev.atelier.robots.meta;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.photoshop.PhotoshopDirectory;
import com.drew.metadata.photoshop.PhotoshopReader;

import java.util.Date;
import java.util.List;

/** The entries that come from IPTC records and Photoshop resources. */
final class EditorialEntries {

    private EditorialEntries() {}

    /** Reads Photoshop resources; tells whether they hold a clipping path. */
    static boolean photoshop(byte[] resources, Entries entries) {
        var metadata = new Metadata();
        new PhotoshopReader()
                .extract(new SequentialByteArrayReader(resources), resources.length, metadata);
        metadata.getDirectoriesOfType(IptcDirectory.class).forEach(d -> iptc(d, entries));
        return metadata.getDirectoriesOfType(PhotoshopDirectory.class).stream()
                .anyMatch(d -> d.containsTag(PhotoshopDirectory.TAG_CLIPPING_PATH_NAME));
    }

    static void iptc(byte[] record, Entries entries) {
        var metadata = new Metadata();
        new IptcReader().extract(new SequentialByteArrayReader(record), metadata, record.length);
        metadata.getDirectoriesOfType(IptcDirectory.class).forEach(d -> iptc(d, entries));
    }

    private static void iptc(IptcDirectory iptc, Entries entries) {
        entries.text("title", iptc.getString(IptcDirectory.TAG_OBJECT_NAME));
        entries.text("description", iptc.getString(IptcDirectory.TAG_CAPTION));
        List<String> keywords = iptc.getKeywords();
        if (keywords != null) {
            entries.texts("keywords", keywords);
        }
        entries.text("location", iptc.getString(IptcDirectory.TAG_SUB_LOCATION));
        entries.text("city", iptc.getString(IptcDirectory.TAG_CITY));
        entries.text("state", iptc.getString(IptcDirectory.TAG_PROVINCE_OR_STATE));
        entries.text("country", iptc.getString(IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME));
        entries.text(
                "country_code", iptc.getString(IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_CODE));
        String[] lines = iptc.getStringArray(IptcDirectory.TAG_BY_LINE);
        if (lines != null) {
            entries.texts("creator", List.of(lines));
            entries.text("author", String.join(", ", lines));
        }
        entries.text("copyright_notice", iptc.getString(IptcDirectory.TAG_COPYRIGHT_NOTICE));
        Date created = iptc.getDateCreated();
        if (created != null && iptc.getString(IptcDirectory.TAG_TIME_CREATED) != null) {
            entries.date("date_recorded", created.toInstant());
        }
    }
}
