package dev.atelier.robots.codec;

import org.apache.commons.imaging.formats.jpeg.iptc.IptcBlock;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcParser;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcRecord;
import org.apache.commons.imaging.formats.jpeg.iptc.IptcTypes;
import org.apache.commons.imaging.formats.jpeg.iptc.PhotoshopApp13Data;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes IPTC records in Photoshop's image resources; other records and resources stay. */
public final class IptcEdit {
    private static final int IPTC = 0x0404;
    private static final byte[] PREFIX = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);

    private final List<IptcRecord> records = new ArrayList<>();
    private final List<IptcBlock> others = new ArrayList<>();

    /**
     * @param resources as they stand after the prefix, null to begin with nothing
     */
    public IptcEdit(byte @Nullable [] resources) throws PictureException {
        if (resources != null) {
            read(resources);
        }
    }

    private void read(byte[] resources) throws PictureException {
        var segment = new ByteArrayOutputStream();
        segment.writeBytes(PREFIX);
        segment.writeBytes(resources);
        try {
            PhotoshopApp13Data found =
                    new IptcParser().parsePhotoshopSegment(segment.toByteArray(), true);
            records.addAll(found.getRecords());
            others.addAll(found.getNonIptcBlocks());
        } catch (IOException | RuntimeException damaged) {
            throw new PictureException(
                    "Its IPTC block is damaged and cannot be changed without losing what is in it.",
                    damaged);
        }
    }

    /**
     * Puts these in place of all records of a type.
     *
     * @param dataset the number of the type in the application record
     * @param values in order; empty to take the records away
     */
    public void set(int dataset, List<String> values) {
        IptcTypes type =
                Arrays.stream(IptcTypes.values())
                        .filter(each -> each.getType() == dataset)
                        .findFirst()
                        .orElseThrow();
        records.removeIf(record -> record.iptcType.getType() == dataset);
        values.forEach(value -> records.add(new IptcRecord(type, value)));
    }

    /** Leaves the records only: other resources tell of the pixels, their paths and previews. */
    public void dropOthers() {
        others.clear();
    }

    public boolean empty() {
        return records.isEmpty() && others.isEmpty();
    }

    /** The changed resources, without the prefix; empty when nothing is left. */
    public byte[] resources() throws PictureException {
        var parser = new IptcParser();
        var blocks = new ArrayList<>(others);
        try {
            if (!records.isEmpty()) {
                byte[] iptc = parser.writeIptcBlock(records, true);
                blocks.add(new IptcBlock(IPTC, new byte[0], iptc));
            }
            byte[] segment =
                    parser.writePhotoshopApp13Segment(
                            new PhotoshopApp13Data(records, blocks, true));
            return Arrays.copyOfRange(segment, PREFIX.length, segment.length);
        } catch (IOException e) {
            throw new PictureException("Its IPTC block cannot be changed.", e);
        }
    }
}
