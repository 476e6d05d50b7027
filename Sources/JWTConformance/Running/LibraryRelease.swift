/// Which release of a library was asked, and which is the newest at hand; what the build of an adapter finds of it.
package struct LibraryRelease: Hashable, Sendable, Codable {
    /// The library's version.
    package var version: String
    /// The day of the release, as `2026-05-31`, if it's known: that of its packages, or of its files.
    package var released: String?
    /// Where it comes from, such as `debian:ruby-jwt sid`.
    package var source: String?
    /// The newest version that this machine has built, if it's another.
    package var newest: String?

    /// Describes a release.
    package init(version: String, released: String? = nil, source: String? = nil, newest: String? = nil) {
        (self.version, self.released, self.source, self.newest) = (version, released, source, newest)
    }

    /// How old the release was on a day, and what is newer; `nil` if neither is known.
    ///
    /// - Parameter day: the day of the run, such as `2026-11-30`, or a time that begins with it.
    /// - Returns: such as `released on 2022-12-10, 47 months old; 3.3.0 is newer`.
    package func age(on day: String) -> String? {
        let months = released.flatMap { Self.months(from: $0, to: day) }
        let age = months.map { months in
            months < 1 ? "less than a month old" : "\(months) \(months == 1 ? "month" : "months") old"
        }
        let parts = [
            released.map { "released on \($0)\(age.map { ", \($0)" } ?? "")" }, newest.map { "\($0) is newer" },
        ]
        let known = parts.compactMap(\.self)
        return known.isEmpty ? nil : known.joined(separator: "; ")
    }

    /// The whole months between two days; `nil` if one isn't a day, or the second comes first.
    package static func months(from first: String, to last: String) -> Int? {
        func day(_ text: String) -> [Int]? {
            let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            let numbers = parts.compactMap(\.self)
            return parts.count == 3 && numbers.count == 3 && numbers.allSatisfy { (1...9999).contains($0) }
                ? numbers : nil
        }
        guard let from = day(first), let to = day(last), !to.lexicographicallyPrecedes(from) else { return nil }
        return (to[0] - from[0]) * 12 + to[1] - from[1] - (to[2] < from[2] ? 1 : 0)
    }
}

extension RunDocument {
    /// The document with the releases of the libraries that were asked, by the label of each.
    package func naming(_ releases: [String: LibraryRelease]) -> RunDocument {
        var document = self
        for position in implementations.indices {
            document.implementations[position].release = releases[implementations[position].label]
        }
        return document
    }
}
