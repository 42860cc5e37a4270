package dev.atelier.robots.store;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.net.URI;

/** The address a stored file is said to have. */
final class StoreUrl {
    private StoreUrl() {}

    /**
     * @param template null for none
     * @throws AssemblyException when no address comes of it
     */
    static @Nullable String of(
            String param, @Nullable String template, AssemblyFile file, RobotContext job) {
        if (template == null) {
            return null;
        }
        String url = new StoreTemplate(param, template).fill(file, job, SdkHttpUtils::urlEncode);
        if (!isAddress(url)) {
            throw new AssemblyException(
                    ErrorCode.TUS_STORE_VALIDATION,
                    "`" + param + "` must become an http or https URL with a host.");
        }
        return url;
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("(?i)https?");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
