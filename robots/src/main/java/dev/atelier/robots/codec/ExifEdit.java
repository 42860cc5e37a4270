package dev.atelier.robots.codec;

import org.apache.commons.imaging.ImagingException;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossless;
import org.apache.commons.imaging.formats.tiff.write.TiffImageWriterLossy;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputField;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Changes entries of an EXIF block; every other entry, a maker's note too, stays as it was. */
public final class ExifEdit {
    private static final int USER_COMMENT = 0x9286;
    private static final int ORIENTATION = 0x0112;
    private static final List<Integer> DENSITY = List.of(0x011A, 0x011B, 0x0128);

    /** How many samples are stored, how and where, by TIFF 6.0 and EXIF; and the maker's notes. */
    private static final List<Integer> OF_THE_PIXELS =
            List.of(
                    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280,
                    281, 284, 288, 289, 290, 291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322,
                    323, 324, 325, 330, 332, 333, 334, 336, 338, 339, 340, 341, 342, 347, 529, 530,
                    531, 532, 0x927C, 0xA002, 0xA003);

    /** The directory an entry stands in. */
    public enum Place {
        MAIN,
        PHOTO
    }

    private interface Change {
        void make() throws ImagingException;
    }

    private final byte @Nullable [] old;
    private final TiffOutputSet entries;

    /**
     * @param old a TIFF structure, null to begin with nothing
     * @throws PictureException when the old block is too damaged to be kept
     */
    public ExifEdit(byte @Nullable [] old) throws PictureException {
        this(old, old == null ? new TiffOutputSet() : read(old));
    }

    private ExifEdit(byte @Nullable [] old, TiffOutputSet entries) {
        this.old = old;
        this.entries = entries;
    }

    private static TiffOutputSet read(byte[] old) throws PictureException {
        try {
            var metadata =
                    new TiffImageParser()
                            .getMetadata(ByteSource.array(old), new TiffImagingParameters());
            return ((TiffImageMetadata) metadata).getOutputSet();
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            throw new PictureException(
                    "Its EXIF block is damaged and cannot be changed without losing what is in it.",
                    damaged);
        }
    }

    /** Sets a text in UTF-8; an empty one takes the entry away. */
    public void text(Place place, int tag, String text) throws PictureException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        put(place, tag, AbstractFieldType.ASCII, text, Arrays.copyOf(utf8, utf8.length + 1), 1);
    }

    /** Sets a text the way Windows does, in UTF-16. */
    public void windowsText(int tag, String text) throws PictureException {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_16LE);
        put(Place.MAIN, tag, AbstractFieldType.BYTE, text, bytes, 1);
    }

    public void comment(String text) throws PictureException {
        boolean little = entries.byteOrder == ByteOrder.LITTLE_ENDIAN;
        byte[] code = "UNICODE\0".getBytes(StandardCharsets.US_ASCII);
        byte[] words =
                text.getBytes(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        byte[] bytes = ByteBuffer.allocate(8 + words.length).put(code).put(words).array();
        put(Place.PHOTO, USER_COMMENT, AbstractFieldType.UNDEFINED, text, bytes, 1);
    }

    /**
     * @param value 1–8, or empty to take the entry away
     */
    public void orientation(String value) throws PictureException {
        short number = value.isEmpty() ? 1 : Short.parseShort(value);
        byte[] bytes = ByteBuffer.allocate(2).order(entries.byteOrder).putShort(number).array();
        put(Place.MAIN, ORIENTATION, AbstractFieldType.SHORT, value, bytes, 2);
    }

    /** In degrees, north and east positive. */
    public void position(double latitude, double longitude) throws PictureException {
        change(() -> entries.setGpsInDegrees(longitude, latitude));
    }

    /** Takes the whole directory of the position away, as far as it says where. */
    public void noPosition() throws PictureException {
        change(() -> {
            for (int tag = 1; tag <= 6; tag++) {
                if (entries.getGpsDirectory() != null) {
                    entries.getGpsDirectory().removeField(tag);
                }
            }
        });
    }

    /**
     * A block for other pixels than those it came with: without their layout, number and preview,
     * and without the maker's notes, whose references end when they are moved.
     *
     * @param old a TIFF structure
     * @throws PictureException when it is too damaged to be read
     */
    static ExifEdit forOtherPixels(byte[] old) throws PictureException {
        TiffOutputSet all = read(old);
        var kept = new TiffOutputSet(all.byteOrder);
        change(() -> {
            for (TiffOutputDirectory directory : all) {
                if (directory.getType() <= 0) {
                    OF_THE_PIXELS.forEach(directory::removeField);
                    kept.addDirectory(directory);
                }
            }
        });
        return new ExifEdit(null, kept);
    }

    public void noDensity() throws PictureException {
        change(() -> DENSITY.forEach(entries.getOrCreateRootDirectory()::removeField));
    }

    private void put(
            Place place, int tag, AbstractFieldType type, String text, byte[] bytes, int unit)
            throws PictureException {
        change(() -> {
            TiffOutputDirectory directory =
                    switch (place) {
                        case MAIN -> entries.getOrCreateRootDirectory();
                        case PHOTO -> entries.getOrCreateExifDirectory();
                    };
            directory.removeField(tag);
            if (!text.isEmpty()) {
                var info = new TagInfo("", tag, type);
                directory.add(new TiffOutputField(info, type, bytes.length / unit, bytes));
            }
        });
    }

    private static void change(Change change) throws PictureException {
        try {
            change.make();
        } catch (ImagingException e) {
            throw new PictureException("Its EXIF block cannot be changed.", e);
        }
    }

    /** The changed TIFF structure. */
    public byte[] block() throws PictureException {
        var out = new ByteArrayOutputStream();
        try {
            var _ = entries.getOrCreateRootDirectory();
            if (old == null) {
                new TiffImageWriterLossy(entries.byteOrder).write(out, entries);
            } else {
                new TiffImageWriterLossless(entries.byteOrder, old).write(out, entries);
            }
        } catch (IOException | RuntimeException e) {
            throw new PictureException("Its EXIF block cannot be changed.", e);
        }
        return out.toByteArray();
    }
}
