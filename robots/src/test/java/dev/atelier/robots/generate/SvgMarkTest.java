package dev.atelier.robots.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.SourceType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.parsers.DocumentBuilderFactory;

class SvgMarkTest {
    private static final OriginMark MARK =
            new OriginMark(SourceType.TRAINED_ALGORITHMIC_MEDIA, "Atelier", "Made by a test.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                """
                <?xml version="1.0"?>
                <svg xmlns="http://www.w3.org/2000/svg" width="1" />
                """,
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>a > b</desc><g/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata></metadata></svg>"
            })
    void everyDrawingGetsTheMarkOnceAndStaysXml(String svg) throws Exception {
        Document marked = parsed(SvgMark.insert(svg, MARK));

        assertEquals("svg", marked.getDocumentElement().getLocalName());
        assertEquals(1, marked.getElementsByTagName("metadata").getLength());
    }

    private static Document parsed(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var bytes = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        return factory.newDocumentBuilder().parse(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "<svg"})
    void whatIsNoDrawingIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SvgMark.insert(text, MARK));
    }
}
