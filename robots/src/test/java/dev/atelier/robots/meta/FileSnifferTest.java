package dev.atelier.robots.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.atelier.core.port.MetadataReader.MediaType;
import dev.atelier.robots.codec.Corpus;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class FileSnifferTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "bmp/hopper.bmp, image/bmp, bmp",
        "gif/iss634.gif, image/gif, gif",
        "heif-avif/hopper.avif, image/avif, avif",
        "heif-avif/hopper.heif, image/heic, heic",
        "photo/flower2.jpg, image/jpeg, jpg",
        "png/ball.png, image/png, png",
        "svg/plain-shapes-alpha.svg, image/svg+xml, svg",
        "tiff/hopper_lzw.tif, image/tiff, tif",
        "webp/hopper.webp, image/webp, webp",
        "malformed/truncated_jpeg.jpg, image/jpeg, jpg",
    })
    void picturesAreToldByTheirContent(String name, String mime, String extension)
            throws IOException {
        MediaType type = FileSniffer.sniff(Corpus.file(name), "anything.txt");

        assertEquals(new MediaType(mime, "image", extension), type);
    }

    @ParameterizedTest
    @CsvSource({
        "'%PDF-1.7 x', x.png, application/pdf, pdf",
        "'PK\u0003\u0004xxxx', x.png, application/zip, ",
        "'\u001f\u008b\u0008', x.png, application/gzip, ",
        "'\0\0\0\u0018ftypisom....', x.png, video/mp4, video",
        "'\u001aE\u00df\u00a3....', x.png, video/webm, video",
        "'ID3\u0003....', x.png, audio/mpeg, audio",
        "'RIFF....WAVEfmt ', x.png, audio/wav, audio",
        "'OggS....', x.png, audio/ogg, audio",
        "'<!doctype html><p>', x.png, text/html, document",
        "'  <HTML>', x.png, text/html, document",
        "'<script>alert(1)</script>', x.jpg, text/html, document",
        "'<?xml version=\"1.0\"?><a/>', x.svg, application/xml, document",
        "'{\"a\": 1}', x.png, application/json, document",
        "'just words', x.png, text/plain, document",
        "'a,b\n1,2', x.csv, text/csv, document",
        "'\u0001\u0002\u0003\u0004', x.png, application/octet-stream, ",
    })
    void otherFilesAreToldByTheirContent(String content, String name, String mime, String type)
            throws IOException {
        MediaType found = sniff(content, name);

        assertEquals(mime, found.mime());
        assertEquals(type, found.type());
    }

    @Test
    void poly1DetectedTypeWinsOverTheName() throws IOException {
        assertEquals("text/html", sniff("<html><body>", "photo.png").mime());
        assertEquals("text/html", sniff("\u00EF\u00BB\u00BF<!DOCTYPE html>", "a.txt").mime());
        assertEquals(
                "image/svg+xml",
                sniff("<svg xmlns='http://www.w3.org/2000/svg'/>", "photo.jpg").mime());
        assertEquals("image/gif", sniff("GIF89a=1;alert(1)", "a.js").mime());
        assertEquals("application/pdf", sniff("%PDF-1.4 PK\u0003\u0004", "a.zip").mime());
        assertEquals(
                "text/plain",
                FileSniffer.sniff(Corpus.file("hostile/text-named-png.png"), "a.png").mime());
    }

    @Test
    void emptyFileIsUnknown() throws IOException {
        MediaType type = FileSniffer.sniff(Corpus.file("hostile/empty-file.jpg"), "a.jpg");

        assertEquals("application/octet-stream", type.mime());
        assertNull(type.type());
    }

    private MediaType sniff(String latin1, String name) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
        return FileSniffer.sniff(file, name);
    }
}
