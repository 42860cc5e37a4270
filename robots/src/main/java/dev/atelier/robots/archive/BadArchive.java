package dev.atelier.robots.archive;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;

import java.io.IOException;
import java.util.concurrent.CancellationException;

/** What is said of an archive that cannot be unpacked. */
final class BadArchive {
    private BadArchive() {}

    /** A call into a library that reads hostile bytes. */
    interface Reading<T> {
        T read() throws IOException;
    }

    static AssemblyException because(String message) {
        return new AssemblyException(ErrorCode.FILE_DECOMPRESS_INVALID_INPUT, message);
    }

    static AssemblyException wrongPassword() {
        return new AssemblyException(
                ErrorCode.FILE_DECOMPRESS_PASSWORD_INCORRECT,
                "The password does not open the archive, or the archive is damaged.");
    }

    static AssemblyException noPassword() {
        return new AssemblyException(
                ErrorCode.FILE_DECOMPRESS_PASSWORD_REQUIRED,
                "The archive is encrypted; give its password.");
    }

    /** Whatever a library throws over bad bytes becomes one error; ours pass. */
    static <T> T guarded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (AssemblyException | CancellationException e) {
            throw e;
        } catch (PasswordRequiredException e) {
            throw noPassword();
        } catch (MemoryLimitException e) {
            throw because("The archive needs more memory to unpack than one may take here.");
        } catch (IOException | RuntimeException e) {
            throw new AssemblyException(
                    because("The archive is damaged, or it is none.").error(), e);
        }
    }
}
