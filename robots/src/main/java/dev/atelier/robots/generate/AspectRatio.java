package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.atelier.core.robot.ParamException;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape of a picture, in lowest terms: 1280 by 720 is 16:9. */
public record AspectRatio(int width, int height) {
    /** No picture may be longer than this many times its other side. */
    static final int STEEPEST = 16;

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\s*[:xX/]\\s*(\\d{1,5})");

    public AspectRatio {
        int divisor = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValue();
        width /= divisor;
        height /= divisor;
    }

    /**
     * @param text such as {@code 16:9} or {@code 1280x720}
     * @throws ParamException with a message for the client
     */
    @JsonCreator
    public static AspectRatio parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new ParamException(
                    "", "write it as width:height, such as 16:9; got \"" + text + "\"");
        }
        int width = Integer.parseInt(form.group(1));
        int height = Integer.parseInt(form.group(2));
        if (width == 0 || height == 0) {
            throw new ParamException("", "neither side may be 0; got \"" + text + "\"");
        }
        if (width > (long) STEEPEST * height || height > (long) STEEPEST * width) {
            throw new ParamException(
                    "",
                    "one side may be at most "
                            + STEEPEST
                            + " times the other; got \""
                            + text
                            + "\"");
        }
        return new AspectRatio(width, height);
    }

    public double value() {
        return (double) width / height;
    }

    /** The entry closest in shape: a ratio twice as wide is as far off as one half as wide. */
    public AspectRatio nearest(List<AspectRatio> offered) {
        return offered.stream()
                .min(
                        Comparator.comparingDouble(
                                other -> Math.abs(Math.log(value() / other.value()))))
                .orElse(this);
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
