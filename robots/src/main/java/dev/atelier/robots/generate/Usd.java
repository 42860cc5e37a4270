package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money in US dollars, which is what providers charge in.
 *
 * @param micros millionths of a dollar
 */
public record Usd(long micros) {
    public static final Usd ZERO = new Usd(0);

    private static final int PLACES = 6;

    /**
     * @throws ArithmeticException when it is out of range
     */
    @JsonCreator
    public static Usd of(BigDecimal dollars) {
        return new Usd(
                dollars.movePointRight(PLACES).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /**
     * @param text such as {@code 0.06}
     * @throws NumberFormatException when it is no number
     */
    public static Usd parse(String text) {
        return of(new BigDecimal(text.strip()));
    }

    public Usd times(int count) {
        return new Usd(micros * count);
    }

    /** The share of one of {@code count}. */
    public Usd each(int count) {
        return new Usd(micros / count);
    }

    public Usd plus(Usd other) {
        return new Usd(micros + other.micros);
    }

    public Usd minus(Usd other) {
        return new Usd(micros - other.micros);
    }

    @JsonValue
    public BigDecimal dollars() {
        BigDecimal exact = BigDecimal.valueOf(micros, PLACES).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }

    @Override
    public String toString() {
        return dollars().toPlainString() + " USD";
    }
}
