package dev.atelier.robots.meta;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/** The entries that come from an EXIF block: camera, exposure, dates and place. */
final class CameraEntries {
    private static final TimeZone GMT = TimeZone.getTimeZone("GMT");

    private final Entries entries;

    private CameraEntries(Entries entries) {
        this.entries = entries;
    }

    static void read(byte[] exif, Entries entries) {
        var metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(exif), metadata);
        var camera = new CameraEntries(entries);
        var main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (main != null) {
            camera.main(main);
        }
        for (var sub : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
            camera.dates(sub);
            camera.exposure(sub);
            camera.choices(sub);
        }
        var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        if (gps != null) {
            camera.place(gps);
        }
    }

    private void main(ExifIFD0Directory main) {
        entries.text("description", main.getString(ExifIFD0Directory.TAG_IMAGE_DESCRIPTION));
        entries.text("artist", main.getString(ExifIFD0Directory.TAG_ARTIST));
        entries.text("copyright", main.getString(ExifIFD0Directory.TAG_COPYRIGHT));
        entries.text("device_vendor", main.getString(ExifIFD0Directory.TAG_MAKE));
        entries.text("device_name", main.getString(ExifIFD0Directory.TAG_MODEL));
        entries.text("device_software", main.getString(ExifIFD0Directory.TAG_SOFTWARE));
        entries.text("xp_title", windows(main, ExifIFD0Directory.TAG_WIN_TITLE));
        entries.text("xp_comment", windows(main, ExifIFD0Directory.TAG_WIN_COMMENT));
        entries.text("xp_keywords", windows(main, ExifIFD0Directory.TAG_WIN_KEYWORDS));
        entries.text("xp_subject", windows(main, ExifIFD0Directory.TAG_WIN_SUBJECT));
        entries.text("author", windows(main, ExifIFD0Directory.TAG_WIN_AUTHOR));
        Integer orientation = main.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (orientation != null) {
            entries.text("orientation", ExifWords.orientation(orientation));
        }
        entries.date("modify_date", instant(main.getDate(ExifIFD0Directory.TAG_DATETIME, GMT)));
    }

    /** Texts Windows adds are UTF-16, little end first. */
    private static @Nullable String windows(Directory directory, int tag) {
        byte[] bytes = directory.getByteArray(tag);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_16LE);
    }

    private void dates(ExifSubIFDDirectory sub) {
        Instant original = instant(sub.getDateOriginal(GMT));
        Instant digitised = instant(sub.getDateDigitized(GMT));
        entries.date("date_recorded", original == null ? digitised : original);
        entries.date("create_date", digitised);
        entries.date("modify_date", instant(sub.getDateModified(GMT)));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private void exposure(ExifSubIFDDirectory sub) {
        Double time = positive(sub.getDoubleObject(ExifSubIFDDirectory.TAG_EXPOSURE_TIME));
        Double speed = sub.getDoubleObject(ExifSubIFDDirectory.TAG_SHUTTER_SPEED);
        Double opening = positive(sub.getDoubleObject(ExifSubIFDDirectory.TAG_FNUMBER));
        Double apex = sub.getDoubleObject(ExifSubIFDDirectory.TAG_APERTURE);
        Double iso = positive(sub.getDoubleObject(ExifSubIFDDirectory.TAG_ISO_EQUIVALENT));
        Double length = positive(sub.getDoubleObject(ExifSubIFDDirectory.TAG_FOCAL_LENGTH));
        Double shutter = time == null && speed != null ? Double.valueOf(Math.pow(2, -speed)) : time;
        Double aperture =
                opening == null && apex != null ? Double.valueOf(Math.pow(2, apex / 2)) : opening;
        entries.number("aperture", aperture, 1);
        entries.number("f_number", opening, 1);
        seconds("exposure_time", time);
        seconds("shutter_speed", shutter);
        compensation(sub.getRational(ExifSubIFDDirectory.TAG_EXPOSURE_BIAS));
        entries.number("iso", iso, 0);
        if (length != null) {
            entries.text("focal_length", String.format(Locale.ROOT, "%.1f mm", length));
        }
        if (aperture != null && shutter != null && iso != null) {
            double light = 2 * log2(aperture) - log2(shutter) - log2(iso / 100);
            entries.number("light_value", light, 1);
        }
    }

    private static @Nullable Double positive(@Nullable Double value) {
        return value == null || !(value > 0) || value.isInfinite() ? null : value;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** Short times read as a fraction, the way they stand on a camera. */
    private void seconds(String key, @Nullable Double time) {
        if (time != null && time > 0 && time < 0.25001) {
            entries.text(key, "1/" + Math.round(1 / time));
        } else {
            entries.number(key, time, 1);
        }
    }

    /** Whole stops are numbers; halves and thirds are texts such as {@code +1/3}. */
    private void compensation(@Nullable Rational bias) {
        if (bias == null || bias.getDenominator() == 0) {
            return;
        }
        double value = bias.doubleValue();
        for (int part = 2; part <= 3; part++) {
            double parts = value * part;
            boolean whole = Math.abs(value - Math.rint(value)) < 0.01;
            if (!whole && Math.abs(parts - Math.rint(parts)) < 0.05) {
                entries.text(
                        "exposure_compensation",
                        String.format(Locale.ROOT, "%+d/%d", Math.round(parts), part));
                return;
            }
        }
        entries.number("exposure_compensation", value, 2);
    }

    private void choices(ExifSubIFDDirectory sub) {
        word("exposure_mode", sub, ExifSubIFDDirectory.TAG_EXPOSURE_MODE);
        word("metering_mode", sub, ExifSubIFDDirectory.TAG_METERING_MODE);
        word("white_balance", sub, ExifSubIFDDirectory.TAG_WHITE_BALANCE_MODE);
        word("flash", sub, ExifSubIFDDirectory.TAG_FLASH);
    }

    private void word(String key, Directory directory, int tag) {
        Integer value = directory.getInteger(tag);
        if (value == null) {
            return;
        }
        entries.text(
                key,
                switch (tag) {
                    case ExifSubIFDDirectory.TAG_EXPOSURE_MODE -> ExifWords.exposureMode(value);
                    case ExifSubIFDDirectory.TAG_METERING_MODE -> ExifWords.meteringMode(value);
                    case ExifSubIFDDirectory.TAG_FLASH -> ExifWords.flash(value);
                    default -> ExifWords.whiteBalance(value);
                });
    }

    private void place(GpsDirectory gps) {
        GeoLocation place = gps.getGeoLocation();
        if (place != null && !place.isZero()) {
            entries.number("latitude", place.getLatitude(), 7);
            entries.number("longitude", place.getLongitude(), 7);
        }
    }
}
