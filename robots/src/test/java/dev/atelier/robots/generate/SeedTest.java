package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.robot.ParamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
    private static final JobKey JOB = new JobKey("a", "art", "root");

    private static Seed seed(String json) throws Exception {
        return Seed.parse(new ObjectMapper().readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    42 | 42
                    -7 | -7
                    4.9 | 4
                    -4.9 | -4
                    1e3 | 1000
                    "42" | 42
                    "-7" | -7
                    9007199254740991 | 9007199254740991
                    -9007199254740991 | -9007199254740991
                    9223372036854775807 | 9007199254740991
                    "-9223372036854775808" | 0
                    "a" | 1086646154030220
                    "foobar" | 5701457269057512
                    """)
    void numbersAreTakenAndTextIsHashed(String json, long expected) throws Exception {
        assertEquals(expected, seed(json).of(JOB));
    }

    @Test
    void textIsHashedWithThePublishedFunction() {
        assertEquals(0xcbf29ce484222325L, Seed.fnv1a64(""));
        assertEquals(0xaf63dc4c8601ec8cL, Seed.fnv1a64("a"));
        assertEquals(0x85944171f73967e8L, Seed.fnv1a64("foobar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "\"-9223372036854775809\"",
                "1e99",
                "true",
                "[1]",
                "{}"
            })
    void whatFitsNowhereIsRefused(String json) {
        assertThrows(ParamException.class, () -> seed(json));
    }

    @Test
    void withoutSeedTheJobDecidesAndDecidesTheSameAgain() throws Exception {
        assertFalse(seed("\" \"").given());
        assertTrue(seed("0").given());
        assertEquals(Seed.NONE.of(JOB), Seed.NONE.of(new JobKey("a", "art", "root")));
        assertNotEquals(Seed.NONE.of(JOB), Seed.NONE.of(new JobKey("a", "art", "other")));
    }

    @Test
    void variantsCountOnAndWrapAround() {
        assertEquals(44, Seed.variant(42, 2));
        assertEquals(0, Seed.variant(9_007_199_254_740_991L, 1));
    }
}
