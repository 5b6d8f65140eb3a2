package dev.tocsin.notifier.subscription.page;

import dev.tocsin.support.http.Site;
import io.quarkus.qute.TemplateGlobal;
import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/// Links between our pages, which readers may reach below a path of their host.
@TemplateGlobal
final class SubscriberLinks {

    private SubscriberLinks() {}

    /// The prefix of each page's path: empty, or such as `/notify`.
    static String base() {
        return new Site(ConfigProvider.getConfig().getValue("tocsin.notifier.url", URI.class)).path();
    }
}
