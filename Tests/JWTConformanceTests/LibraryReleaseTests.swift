import Testing

@testable import JWTConformance

/// How old a release was when it was asked.
@Suite struct LibraryReleaseTests {
    @Test(
        arguments: [
            ("2022-12-10", "2026-11-30T14:46:03Z", nil, "released on 2022-12-10, 47 months old"),
            ("2022-12-10", "2026-12-10", "3.3.0", "released on 2022-12-10, 48 months old; 3.3.0 is newer"),
            ("2026-10-31", "2026-11-30", nil, "released on 2026-10-31, less than a month old"),
            ("2026-10-30", "2026-11-30", nil, "released on 2026-10-30, 1 month old"),
            ("2027-01-01", "2026-11-30", nil, "released on 2027-01-01"),
            ("long ago", "2026-11-30", nil, "released on long ago"),
            ("2026-10-30", "", nil, "released on 2026-10-30"),
            (nil, "2026-11-30", "3.3.0", "3.3.0 is newer"),
            (nil, "2026-11-30", nil, nil),
        ] as [(String?, String, String?, String?)]
    )
    func `a release's age is in whole months, where both days are known`(
        _ released: String?,
        _ day: String,
        _ newest: String?,
        _ words: String?
    ) {
        #expect(LibraryRelease(version: "1", released: released, newest: newest).age(on: day) == words)
    }
}
