package dev.tocsin.incident.trust.html;

import dev.tocsin.contract.Text;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.event.Observes;

/// Renders every text in a page, from the catalog, an operator or a probe: escaped, and without characters that would
/// turn the direction of the text around it.
final class SafeText implements ResultMapper {

    void register(@Observes EngineBuilder engine) {
        engine.addResultMapper(this);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 10;
    }

    @Override
    public boolean appliesTo(Origin origin, Object result) {
        return !(result instanceof RawString)
                && origin.getVariant()
                        .filter(variant -> variant.getContentType().startsWith("text/html"))
                        .isPresent();
    }

    @Override
    public String map(Object result, Expression expression) {
        return Text.escaped(result.toString());
    }
}
