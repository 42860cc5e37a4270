package dev.atelier.robots.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Compare;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JPEG is decoded smaller where that is enough; the same pixels as a PNG never are. */
class ReducedResizeTest extends ResizeFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'width':210,'format':'png'}",
                "{'width':101,'height':203,'resize_strategy':'fillcrop','format':'png'}",
                "{'width':320,'height':90,'resize_strategy':'fillcrop','gravity':'bottom-right','format':'png'}",
                "{'width':150,'height':150,'resize_strategy':'pad','format':'png'}",
                "{'width':77,'height':133,'resize_strategy':'stretch','format':'png'}",
                "{'width':111,'height':90,'resize_strategy':'min_fit','format':'png'}",
                "{'width':99,'height':99,'resize_strategy':'crop','format':'png'}",
                "{'width':200,'rotation':90,'format':'png'}",
                "{'width':200,'trim_whitespace':true,'format':'png'}",
                "{'width':200,'shave':40,'format':'png'}",
                "{'width':200,'correct_gamma':true,'format':'png'}",
                "{'crop':{'x1':100,'y1':50,'x2':300,'y2':350},'format':'png'}"
            })
    void resultsOfReducedPicturesAreInTheSamePlace(String raw) throws Exception {
        Path jpeg = folder.resolve("inputs").resolve("sea.jpg");
        Files.copy(Corpus.file("orientation/Landscape_6.jpg"), jpeg);
        BufferedImage pixels = Codec.srgb8(codec.decode(jpeg));

        BufferedImage small = picture(run(raw, job.add(jpeg, ImageFormat.JPEG.mime())));
        BufferedImage whole = picture(run(raw, file("sea.png", pixels)));

        assertEquals(size(whole), size(small));
        assertTrue(Compare.distance(whole, small) < 2, "" + Compare.distance(whole, small));
    }
}
