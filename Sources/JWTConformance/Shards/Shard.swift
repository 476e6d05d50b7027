/// One of several parts into which many questions are divided, so that each can be asked by a process of its own.
///
/// The division is the same on every machine and in every version: the first 64 bits of the SHA-256 of a unit's name, as a
/// big-endian number, modulo the number of shards. A unit is what must stay together: a vector by its id, or a sequence by
/// the id that its steps share.
package struct Shard: Hashable, Sendable {
    /// The most shards that something can be divided into.
    package static let most = 1_000_000

    /// Which one it is, from 1.
    package let number: Int
    /// How many there are.
    package let count: Int

    /// One of so many shards; `nil` unless `1 ≤ number ≤ count ≤` ``most``.
    package init?(_ number: Int, of count: Int) {
        guard number >= 1, number <= count, count <= Self.most else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// Reads the number and the count, such as `3/8`; `nil` if the text is anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ part in part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
            let number = Int(parts[0]),
            let count = Int(parts[1])
        else { return nil }
        self.init(number, of: count)
    }

    /// Whether a unit is in this shard.
    package func takes(_ unit: String) -> Bool {
        let digest = SHA256.hexadecimal(of: Array(unit.utf8))
        // Sixteen digits always fit.
        return Int((UInt64(digest.prefix(16), radix: 16) ?? 0) % UInt64(count)) + 1 == number
    }
}

extension Shard: CustomStringConvertible {
    /// The number and the count, such as `3/8`.
    package var description: String { "\(number)/\(count)" }
}

/// Something that can be put into a shard.
package struct ShardUnit: Hashable, Sendable {
    /// Its name, distinct within what is divided.
    package let id: String
    /// The name whose hash says which shard it belongs to: that of the sequence where it is part of one, else its own.
    package let unit: String

    /// Names something.
    package init(_ id: String, unit: String? = nil) { (self.id, self.unit) = (id, unit ?? id) }
}

/// What a document says of the shard that it holds: enough to put all of them together without the corpus.
package struct ShardRecord: Hashable, Sendable, Codable {
    /// Which one it is, from 1.
    package let number: Int
    /// How many there are.
    package let count: Int
    /// How many units were divided.
    package let total: Int
    /// The digest of everything that was divided: `sha256:` and that of the ids in order, each ended by a line feed.
    package let selection: String
    /// The places of this shard's units among all, from 0, in ascending order.
    package let positions: [Int]

    private enum CodingKeys: String, CodingKey {
        case number
        case count = "of"
        case total, selection, positions
    }

    /// Divides units, and keeps the places of those in one shard.
    ///
    /// - Parameters:
    ///   - shard: which one.
    ///   - units: everything that is divided.
    ///   - places: those that the document has, if not every unit leaves something in it.
    package init(_ shard: Shard, dividing units: [ShardUnit], at places: [Int]? = nil) {
        (number, count, total) = (shard.number, shard.count, units.count)
        selection = Self.digest(units.lazy.map(\.id))
        positions = places ?? units.indices.filter { shard.takes(units[$0].unit) }
    }

    /// The shard; `nil` if the numbers are impossible.
    package var shard: Shard? { Shard(number, of: count) }

    /// The units of a list that are in this shard.
    package func part<Element>(of list: [Element]) -> [Element] { positions.map { list[$0] } }

    /// The digest of ids in their order: see ``selection``.
    package static func digest(_ ids: some Sequence<String>) -> String {
        "sha256:" + SHA256.hexadecimal(of: ids.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] })
    }

    /// What is wrong with a record that comes from a file, for the units that the document has; `nil` if nothing is.
    func problem(holding units: [ShardUnit]) -> String? {
        guard let shard else { return "shard \(number) of \(count) can't be" }
        guard positions.count == units.count else {
            return "it has \(units.count) units, and the places of \(positions.count)"
        }
        guard zip(positions, positions.dropFirst()).allSatisfy(<), positions.first ?? 0 >= 0,
            positions.last ?? -1 < total
        else { return "the places of its units aren't in order, or not below \(total)" }
        return units.first { !shard.takes($0.unit) }.map {
            "\($0.id.bounded(to: 256)) doesn't belong to shard \(shard)"
        }
    }
}

extension [Vector] {
    /// What is divided where vectors are: the steps of a sequence stay together.
    package var shardUnits: [ShardUnit] { map { ShardUnit($0.id, unit: $0.sequence) } }
}
