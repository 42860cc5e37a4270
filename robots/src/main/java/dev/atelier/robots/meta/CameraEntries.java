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

import java.math.BigDecimal;
import java.math.MathContext;
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
        for (var sub : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
            camera.dates(sub);
            camera.exposure(sub);
            camera.choices(sub);
        }
        var main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (main != null) {
            camera.main(main);
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
        opening("aperture", aperture);
        opening("f_number", opening);
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

    private void opening(String key, @Nullable Double value) {
        entries.number(key, value, value != null && value < 1 ? 2 : 1);
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

    /** 0 is a number; all others are texts such as {@code +1/3}, {@code -1} or {@code +0.7}. */
    private void compensation(@Nullable Rational bias) {
        if (bias == null || bias.getDenominator() == 0) {
            return;
        }
        double value = bias.doubleValue() * 1.00001;
        if (value == 0) {
            entries.number("exposure_compensation", 0.0, 0);
            return;
        }
        for (int part = 1; part <= 3; part++) {
            long parts = (long) (value * part);
            if (parts / (value * part) > 0.999) {
                String fraction = part == 1 ? "" : "/" + part;
                entries.text(
                        "exposure_compensation",
                        String.format(Locale.ROOT, "%+d%s", parts, fraction));
                return;
            }
        }
        entries.text(
                "exposure_compensation",
                (value > 0 ? "+" : "")
                        + new BigDecimal(value)
                                .round(new MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString());
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
