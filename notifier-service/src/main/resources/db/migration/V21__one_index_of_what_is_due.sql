-- By the statistics of a calm hour one delivery is due, and any index of what is due is as good as another. When a crowd
-- was due, each claim then looked for earlier deliveries to the same subscriber by this one: through the whole crowd, for
-- each that it claimed. Claims look by lane since V9.
drop index concurrently if exists delivery_due;
