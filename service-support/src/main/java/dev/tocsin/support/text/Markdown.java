package dev.tocsin.support.text;

import dev.tocsin.contract.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/// Text that people wrote, as HTML for any page and any mail, and as plain text.
///
/// HTML in the text is shown, not interpreted; links lead to the web or to a mailbox, and are `nofollow`; images,
/// which would reveal the reader to their host, are links; headings are strong paragraphs, because a page has its
/// own.
public final class Markdown {

    private static final Parser PARSER = Parser.builder().build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .percentEncodeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(_ -> Markdown::addTo)
            .nodeRendererFactory(Tamed::new)
            .build();

    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    private Markdown() {}

    public static String html(String markdown) {
        var safe = Text.safe(markdown);
        try {
            return RENDERER.render(PARSER.parse(safe)).strip();
        } catch (StackOverflowError _) {
            // thousands of nested quotes, which nobody means as formatting
            return "<p>" + Text.escaped(safe) + "</p>";
        }
    }

    /// The plain text, without marks of emphasis, with the address of each link behind it.
    public static String text(String markdown) {
        var safe = Text.safe(markdown);
        try {
            return PLAIN.render(PARSER.parse(safe)).strip();
        } catch (StackOverflowError _) {
            return safe;
        }
    }

    private static void addTo(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("rel", "nofollow noopener");
        }
    }

    private record Tamed(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, Image.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Image image) {
                render(image);
            } else {
                inside(node, List.of("p", "strong"));
            }
        }

        private void render(Image image) {
            var link = new Link(image.getDestination(), null);
            for (var child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                link.appendChild(child);
            }
            image.insertAfter(link);
            context.render(link);
            link.unlink();
        }

        private void inside(Node node, List<String> tags) {
            var writer = context.getWriter();
            writer.line();
            tags.forEach(writer::tag);
            for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            tags.reversed().forEach(tag -> writer.tag("/" + tag));
            writer.line();
        }
    }
}
