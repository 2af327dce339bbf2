/** The hub's names for topics and groups, and Kafka's: several hubs may share a cluster, and each sees its own alone. */
export interface TopicNames {
  inKafka(topic: string): string;
  ofKafka(name: string): string;
  group(consumer: string): string;
}

export function prefixedNames(prefix: string): TopicNames {
  return {
    inKafka: (topic) => `${prefix}.${topic}`,
    ofKafka: (name) => name.slice(prefix.length + 1),
    group: (consumer) => `${prefix}.${consumer}`,
  };
}
