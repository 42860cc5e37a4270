package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** Notes where a JPEG reader found the data to be cut or broken and went on with a guess. */
final class Damage implements QuietProgress, IIOReadWarningListener {
    private float percent;
    private @Nullable String found;

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        percent = percentageDone;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String low = warning.toLowerCase(Locale.ROOT);
        if (found == null && (low.contains("premature end") || low.contains("corrupt"))) {
            found = text(low.contains("premature end"), percent);
        }
    }

    /**
     * @param percent of the rows that are whole, 0 when that is not known
     */
    static String text(boolean cut, float percent) {
        String what = cut ? "is cut short" : "has broken data";
        return percent >= 1
                ? "%s after %d %% of its rows; what follows is a guess"
                        .formatted(what, Math.round(percent))
                : what + "; what was missing is a guess";
    }

    @Nullable String found() {
        return found;
    }
}
