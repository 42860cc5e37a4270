package dev.atelier.robots.meta;

import dev.atelier.core.assembly.AssemblyFile;

import java.util.Locale;
import java.util.Set;

/** What people call files, told by their content. */
public enum FileKind {
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    WEBPAGE,
    ARCHIVE,
    UNKNOWN;

    private static final Set<String> ARCHIVES =
            Set.of(
                    "application/zip",
                    "application/x-7z-compressed",
                    "application/vnd.rar",
                    "application/x-tar",
                    "application/gzip",
                    "application/x-bzip2",
                    "application/x-xz",
                    "application/x-compress",
                    "application/x-archive",
                    "application/x-cpio");

    public static FileKind of(AssemblyFile file) {
        String mime = file.mime().toLowerCase(Locale.ROOT);
        if (ARCHIVES.contains(mime)) {
            return ARCHIVE;
        }
        if (mime.equals("text/html")) {
            return WEBPAGE;
        }
        String type = file.type() == null ? mime.split("/", 2)[0] : file.type();
        return switch (type) {
            case "image" -> IMAGE;
            case "video" -> VIDEO;
            case "audio" -> AUDIO;
            case "document", "office", "pdf", "xls", "text" -> DOCUMENT;
            default -> mime.equals("application/pdf") ? DOCUMENT : UNKNOWN;
        };
    }

    /**
     * Whether a file is what a word or MIME pattern in lower case says.
     *
     * @param wanted such as {@code image}, {@code image/*} or {@code image/png}
     */
    public static boolean matches(AssemblyFile file, String wanted) {
        String mime = file.mime().toLowerCase(Locale.ROOT);
        if (wanted.endsWith("/*")) {
            return mime.startsWith(wanted.substring(0, wanted.length() - 1));
        }
        return switch (wanted) {
            case "archive" -> of(file) == ARCHIVE;
            case "document" -> of(file) == DOCUMENT;
            case "text" -> mime.startsWith("text/");
            case "pdf" -> mime.equals("application/pdf");
            default -> mime.equals(wanted) || wanted.equals(file.type());
        };
    }
}
