package dev.atelier.robots.preview;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.meta.FileKind;

import java.awt.image.BufferedImage;

/** Every file has an icon. */
record IconWay(Easel easel) implements PreviewWay {
    @Override
    public Shown of(Subject subject) throws Exception {
        AssemblyFile file = subject.file();
        var size = easel.wanted();
        easel.job().reserve(2L * size.width * size.height);
        return new Shown.Still(
                easel.job()
                        .pixels(() -> {
                            BufferedImage canvas = easel.canvas(size, easel.background());
                            new PreviewIcon(easel.params(), FileKind.of(file), file.ext())
                                    .draw(canvas);
                            return canvas;
                        }));
    }
}
