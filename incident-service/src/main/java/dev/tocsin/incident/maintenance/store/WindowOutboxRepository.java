package dev.tocsin.incident.maintenance.store;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class WindowOutboxRepository implements PanacheRepository<WindowOutboxEntity> {

    List<WindowOutboxEntity> next(int most) {
        return findAll(Sort.by("id")).page(0, most).list();
    }

    void delete(List<WindowOutboxEntity> sent) {
        delete("id in ?1", sent.stream().map(row -> row.id).toList());
    }
}
