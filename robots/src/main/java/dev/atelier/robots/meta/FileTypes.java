package dev.atelier.robots.meta;

import dev.atelier.core.port.MetadataReader.MediaType;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Tells files that are no pictures by the magic numbers at their beginning. */
final class FileTypes {
    private record Magic(int at, String bytes, MediaType type) {}

    private static final List<Magic> MAGIC =
            List.of(
                    magic(0, "%PDF-", "application/pdf", "pdf", "pdf"),
                    magic(0, "PK\u0003\u0004", "application/zip", null, "zip"),
                    magic(0, "PK\u0005\u0006", "application/zip", null, "zip"),
                    magic(0, "\u001F\u008B", "application/gzip", null, "gz"),
                    magic(0, "BZh", "application/x-bzip2", null, "bz2"),
                    magic(0, "\u00FD7zXZ\0", "application/x-xz", null, "xz"),
                    magic(0, "7z\u00BC\u00AF'\u001C", "application/x-7z-compressed", null, "7z"),
                    magic(0, "Rar!\u001A\u0007", "application/vnd.rar", null, "rar"),
                    magic(0, "!<arch>\n", "application/x-archive", null, "a"),
                    magic(0, "070701", "application/x-cpio", null, "cpio"),
                    magic(0, "070702", "application/x-cpio", null, "cpio"),
                    magic(0, "070707", "application/x-cpio", null, "cpio"),
                    magic(0, "\u001F\u009D", "application/x-compress", null, "z"),
                    magic(257, "ustar", "application/x-tar", null, "tar"),
                    magic(0, "\u001AE\u00DF\u00A3", "video/webm", "video", "webm"),
                    magic(0, "ID3", "audio/mpeg", "audio", "mp3"),
                    magic(0, "\u00FF\u00FB", "audio/mpeg", "audio", "mp3"),
                    magic(0, "\u00FF\u00F3", "audio/mpeg", "audio", "mp3"),
                    magic(0, "OggS", "audio/ogg", "audio", "ogg"),
                    magic(0, "fLaC", "audio/flac", "audio", "flac"),
                    magic(8, "WAVE", "audio/wav", "audio", "wav"),
                    magic(8, "AVI ", "video/x-msvideo", "video", "avi"),
                    magic(0, "FLV\u0001", "video/x-flv", "video", "flv"),
                    magic(0, "\0\0\u0001\u00BA", "video/mpeg", "video", "mpg"),
                    magic(0, "FWS", "application/x-shockwave-flash", "swf", "swf"),
                    magic(0, "CWS", "application/x-shockwave-flash", "swf", "swf"),
                    magic(
                            0,
                            "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
                            "application/x-ole-storage",
                            "office",
                            "doc"));

    private static final Map<String, String> OPEN_DOCUMENT =
            Map.of("text", "odt", "spreadsheet", "ods", "presentation", "odp");

    private FileTypes() {}

    private static Magic magic(
            int at, String bytes, String mime, @Nullable String type, String extension) {
        return new Magic(at, bytes, new MediaType(mime, type, extension));
    }

    /** The type, or null when no magic number fits. */
    static @Nullable MediaType of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4)) {
            return media(text.substring(8, Math.min(12, text.length())));
        }
        for (Magic magic : MAGIC) {
            if (text.startsWith(magic.bytes(), magic.at())) {
                return magic.type().extension().equals("zip") ? zip(text) : magic.type();
            }
        }
        return null;
    }

    private static MediaType media(String brand) {
        return switch (brand) {
            case "M4A ", "M4B " -> new MediaType("audio/mp4", "audio", "m4a");
            case "qt  " -> new MediaType("video/quicktime", "video", "mov");
            default -> new MediaType("video/mp4", "video", "mp4");
        };
    }

    /** Office documents are ZIP archives that say so in their first entries. */
    private static MediaType zip(String head) {
        String office = "application/vnd.openxmlformats-officedocument.";
        if (head.contains("word/")) {
            return new MediaType(office + "wordprocessingml.document", "office", "docx");
        }
        if (head.contains("xl/")) {
            return new MediaType(office + "spreadsheetml.sheet", "xls", "xlsx");
        }
        if (head.contains("ppt/")) {
            return new MediaType(office + "presentationml.presentation", "office", "pptx");
        }
        String open = "application/vnd.oasis.opendocument.";
        for (var kind : OPEN_DOCUMENT.entrySet()) {
            if (head.startsWith("mimetype" + open + kind.getKey(), 30)) {
                return new MediaType(open + kind.getKey(), "office", kind.getValue());
            }
        }
        if (head.startsWith("mimetypeapplication/epub+zip", 30)) {
            return new MediaType("application/epub+zip", "document", "epub");
        }
        return new MediaType("application/zip", null, "zip");
    }
}
