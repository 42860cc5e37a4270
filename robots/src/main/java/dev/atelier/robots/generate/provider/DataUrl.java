package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a URL out of an answer that may hold the picture itself, which small ones do. */
final class DataUrl {
    private static final Pattern FORM =
            Pattern.compile("data:[^,]{0,100};base64,(.*)", Pattern.DOTALL);

    private DataUrl() {}

    static Made made(String url, Answer answer) throws IOException, ProviderException {
        if (!url.startsWith("data:")) {
            return Made.at(url);
        }
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new ProviderException(
                    Kind.NO_IMAGE, "The picture in the answer is not in base64.");
        }
        Path folder = Objects.requireNonNull(answer.body().toAbsolutePath().getParent());
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(form.group(1));
            return Made.in(Files.write(Files.createTempFile(folder, "picture", ".bin"), bytes));
        } catch (IllegalArgumentException e) {
            throw new ProviderException(Kind.NO_IMAGE, "The picture in the answer is cut off.", e);
        }
    }
}
