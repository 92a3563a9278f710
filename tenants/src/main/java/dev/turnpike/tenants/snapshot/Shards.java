package dev.turnpike.tenants.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose copy with one change costs a shard, not the whole: with a million entries
 * a change copies about a thousand.
 */
public final class Shards<K, V> {
  private static final int COUNT = 1024;
  private static final Shards<?, ?> EMPTY = new Shards<>(emptyShards());

  private final Map<K, V>[] shards;

  private Shards(Map<K, V>[] shards) {
    this.shards = shards;
  }

  @SuppressWarnings("unchecked") // an empty map holds no key and no value of a wrong type
  public static <K, V> Shards<K, V> empty() {
    return (Shards<K, V>) EMPTY;
  }

  public @Nullable V get(K key) {
    return shards[shardOf(key)].get(key);
  }

  public Shards<K, V> with(K key, V value) {
    Map<K, V> changed = new HashMap<>(shards[shardOf(key)]);
    changed.put(key, value);
    return replaced(shardOf(key), changed);
  }

  public Shards<K, V> without(K key) {
    int shard = shardOf(key);
    if (!shards[shard].containsKey(key)) {
      return this;
    }
    Map<K, V> changed = new HashMap<>(shards[shard]);
    changed.remove(key);
    return replaced(shard, changed);
  }

  public int size() {
    int size = 0;
    for (Map<K, V> shard : shards) {
      size += shard.size();
    }
    return size;
  }

  /** Each value once, in no order. */
  public void each(Consumer<V> reader) {
    for (Map<K, V> shard : shards) {
      shard.values().forEach(reader);
    }
  }

  private Shards<K, V> replaced(int shard, Map<K, V> changed) {
    Map<K, V>[] copy = shards.clone();
    copy[shard] = changed;
    return new Shards<>(copy);
  }

  private static int shardOf(Object key) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (COUNT - 1);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
  private static <K, V> Map<K, V>[] emptyShards() {
    Map<K, V>[] shards = new Map[COUNT];
    java.util.Arrays.fill(shards, Map.of());
    return shards;
  }
}
