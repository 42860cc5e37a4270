package dev.atelier.robots.archive;

import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.EncryptionMethod;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * A ZIP archive whose contents, not their names, are under AES-256 (WinZip's AE-2). Every entry has
 * a salt of its own, so the bytes differ each time.
 */
public final class EncryptedZipWriter implements ArchiveWriter {
    private final ZipOutputStream zip;
    private final CompressionLevel level;

    /**
     * @param level of deflate, 0 to 9
     */
    public EncryptedZipWriter(OutputStream out, int level, String password) throws IOException {
        this.zip = new ZipOutputStream(out, password.toCharArray(), StandardCharsets.UTF_8);
        this.level =
                Arrays.stream(CompressionLevel.values())
                        .filter(known -> known.getLevel() == level)
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public void add(String name, Path bytes, Runnable each) throws IOException {
        var entry = new ZipParameters();
        entry.setFileNameInZip(name);
        entry.setEntrySize(Files.size(bytes));
        entry.setLastModifiedFileTime(
                TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setCompressionLevel(level);
        entry.setEncryptFiles(true);
        entry.setEncryptionMethod(EncryptionMethod.AES);
        entry.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        zip.putNextEntry(entry);
        ArchiveWriter.copy(bytes, zip, each);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
