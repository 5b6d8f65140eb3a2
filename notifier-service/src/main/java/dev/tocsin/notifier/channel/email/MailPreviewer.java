package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.email.MailSender.Templates;
import dev.tocsin.notifier.delivery.Previewer;
import dev.tocsin.notifier.message.MailWording;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.text.Markdown;
import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The mail as a subscriber would get it, in English, but for the token in its links.
@ApplicationScoped
class MailPreviewer implements Previewer {

    private final CatalogFollower catalog;
    private final Site notifier;

    MailPreviewer(CatalogFollower catalog, @ConfigProperty(name = "tocsin.notifier.url") URI notifier) {
        this.catalog = catalog;
        this.notifier = new Site(notifier);
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Preview preview(Notice notice) {
        var known = catalog.known();
        var in = Preferences.DEFAULT.translation();
        var wording = MailWording.of(notice, known, Preferences.DEFAULT);
        var view = in.text(MailSender.view(notice.report()));
        var link = notice.page().toString();
        var manage = page("manage");
        var leave = page("leave");
        var update = wording.update();
        var html = update == null ? null : new RawString(Markdown.html(update));
        var text = update == null ? null : Markdown.text(update);
        return new Preview(
                wording.subject(),
                List.of(
                        new PreviewPart(
                                "text/plain",
                                Templates.noticeText(in, known.page(), wording, text, view, link, manage, leave)
                                        .render()),
                        new PreviewPart(
                                "text/html",
                                Templates.noticeHtml(in, known.page(), wording, html, view, link, manage, leave)
                                        .render())));
    }

    private String page(String path) {
        return notifier.at("/subscriptions/%s?token=preview".formatted(path)).toString();
    }
}
