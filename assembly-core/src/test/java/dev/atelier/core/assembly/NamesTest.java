package dev.atelier.core.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "photo.JPG, photo, jpg",
                "a.tar.gz, a.tar, gz",
                "none, none, ''",
                ".hidden, .hidden, ''",
                "dot., dot, ''",
                "'', '', ''",
            })
    void aNameHasABaseAndAnExtension(String name, String base, String extension) {
        assertEquals(base, Names.basename(name));
        assertEquals(extension, Names.extension(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "photo.jpg | photo.jpg",
                "../../etc/x | x",
                "..\\..\\etc\\x | x",
                "a/b | b",
                "my photo (1).jpg | my-photo--1-.jpg",
                ".htaccess | htaccess",
                "...dots | dots",
                "CON | CON",
                "übergröße.png | übergröße.png",
                "写真.jpg | 写真.jpg",
                "a?b#c%d&e.png | a-b-c-d-e.png",
                "a~b_c-d.png | a~b_c-d.png",
            })
    void aNameBecomesOneSafeSegment(String name, String safe) {
        assertEquals(safe, Names.urlName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/", "\u202e", "\u0000", "///"})
    void nothingLeftIsCalledFile(String name) {
        assertEquals("file", Names.urlName(name));
    }

    @Test
    void controlsAndDirectionMarksAreDropped() {
        assertEquals("photogpj.exe", Names.urlName("photo\u202egpj\u0000\n.exe"));
    }

    @Test
    void looseAccentsAreComposed() {
        assertEquals("\u00e9.png", Names.urlName("e\u0301.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NAME.png",
                "NAME",
                "a.NAME",
                ".NAME",
                "NAME.NAME",
                "EMOJI.png",
                "UMLAUT.png"
            })
    void longNamesAreCutToTwoHundredBytes(String shape) {
        String name =
                shape.replace("NAME", "n".repeat(4096))
                        .replace("EMOJI", "\ud835\udc00".repeat(300))
                        .replace("UMLAUT", "ü".repeat(300));

        String safe = Names.urlName(name);

        int bytes = safe.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 200 && bytes > 190, safe);
        assertFalse(safe.startsWith("."));
        assertFalse(safe.contains("?"));
        if (shape.endsWith(".png")) {
            assertTrue(safe.endsWith(".png"));
        }
    }
}
