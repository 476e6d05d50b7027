/// JWEs with claims of mallory's that someone made who knows no private key, in compact serialization.
///
/// Encryption is random and the forge has no ciphers, so that they were made once.
enum EncryptedTokens {
    /// Under `dir` and A256CBC-HS512: the secret of HMAC is the content encryption key.
    static let direct = """
        eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIn0..CwJM9QEa4fTxDGK35QUt5Q.zn1UGuZlvoP23JtR3dLqZvV7PGsxpEh_\
        duH4hElc03iavEZJ2_mxv3Fgumog0DntbWeO3hZXK0icNTWMowlhkbkF0B-1qw1c--RtI2tjPcehCAxagT1WxoLuVxuwt8Gy.sKTilvE\
        WqSkiQOean-Y9j12E-d7sHwlR-mVTQqXU96s
        """

    /// Under PBES2-HS256+A128KW with p2c 1000: the secret of HMAC is the password.
    static let password = """
        eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwicDJzIjoicjFjaENET3JJbFFXTnJOQVk5Mi1M\
        QSIsInAyYyI6MTAwMH0.VckvIxZ88WDvTSeznqa1i0bwnVPGB0Spc17E6_5lW64d_oCbKwOHiQ.vFUyeBqRfIBO6xviTuwNMg.k3LCJO\
        eoQKf-mx3hVGIFtFBVb8P7kQbIWZo7TVY3GJZ83PTDN_nXcnt_SYS4JzEyinTZJ5FPRZJmHtgZwXXzsKlf4VyHthrsClWNtjDFOeAaNU\
        cwZm2JT8L4AAYcV18e.91oCh5OOhv-O5vVNyKtifA
        """

    /// Under `dir` and A256GCM, by the first 32 octets of the secret.
    static let gcm = """
        eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..Wp-JVL4Dpd2sJw8x.Px5diOedQARTrvRB_q2D2NZnerANC2XuBwP81n86nQ1yBl\
        5vrj8z6qOSws1lQMUCNFQeSGHzCL5AAaMwu8YQ0yPv0FTwaBOqqp-c7H4784w4JUj5jlQfrWBw1FD7.r-0D4VSELY3VyWtSs_LICg
        """

    /// Under A256KW and A128CBC-HS256, by the first 32 octets of the secret.
    static let wrapped = """
        eyJhbGciOiJBMjU2S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.pXuv6AH8WJbN3MiBvORuFtvg7Xc-5UjrK7AISXI08Oou-35ETKe-\
        uA.0sGUAfxouVR-mszg4SrwCw.4mlbBCPw6NCWDBZujxCxjRCb70SIkJe8JpHkdsAf3eLdyor0Q46hFStt6heYuKftLp0VliAeqCVaSA\
        rfJYjCdKUMp_7OQPGdKNx8aVC7cEq5Ji6j6P51By4I4kI85sqA.PLfPpLxOy93v8NAGsoN7GA
        """

    /// Under RSA1_5 and A128CBC-HS256, to the public half of `rsa-a`.
    static let rsa15 = """
        eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.YLiQWwrE9Y4ZQlMGfan0MBbWw4aPSFp6kufccHTM-R0z9IE71b6Y\
        hNq3UJQs8FRYyQzUYB-1T7cY4g5cdKWY4VSDX2O5UCHD0Jlpzay4aHqHqOB9HTjLIlEppb91hrUnkOxIyjxb9YDSw01SXxau9XNx6z-D\
        Akv0zFKlrva5Is_-H3QspJCPFrsQ4RpaHL3mhdVbmJo3vqoPsy15eoUCzV3KiPLGaonIxeUhvBIDGZN1N0J7vKBtvfUBH8Omu_HhGCRp\
        B-f48MqhtNTmOPzhyumhOHQ1i8FPdhwJXpG6Oz7MNUSwNMtXiXHP2iW99sJ_AMT6Aopl5zaB5-N68fFU0Q.vUkFz8zGVmtow2R6-ULCb\
        A.sVKL7HYue3AvX7sT8_4djEVNkM6fRQLEgKZPl6b5X4yeGmBCVg0NuVNmkOToN9LQKO8fn4KnUsJSyoJfIfYllDLpswCv0s8TKNEr1B\
        4kDmO_EDZIWs5tguTJWcd2bLPE.pLWOkhOL9jQK-sa8U2nuuQ
        """

    /// As if RSA1_5 had wrapped a key of 32 zero octets; the wrapped key is random.
    static let zeroKey = """
        eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.CSeh7wo3LIHv79W0ziihKRZAbQur4_UBF7uTt7rA0y0xn_xb7tkq\
        FxH9w0Qy7gtRk4uxNvTHxR7UxzJXAX0jQp8wg7S9pDEguClpl0-LW2jSJZ7TW2l_PkSCO9GIK58kPnuvBBElIzRuA0kqBpRC9vFAimHO\
        yiZtOI1ax0UijW5DNmRRDdKl9dJdQMMhOMF8k2rRqbqmBql377cXYSXst-ahNXSSofRPWltmJE8i4HeZX-Fk_gB_6QYVOLnhSvDpKlBn\
        _Qr4uIytq7OeSgVt6_fKIdkDgk2DzX34Sd_g60qSobss1CHXX7YTkDthZ7LI6wva9mhIxwH43AE-CI7lsw.pYhiCiyGPFZXSMuV0THaF\
        g.3WHuFdmsTB4QNzJx7uB-G-t-c1nAkg6esvorj7ZT7sCxwXyVSytaIhpSpaQARcTJK-JY-iuRu6yqr1_5UD_a30M1eZM3dXH3WSJOMm\
        7wXhMe-VVzuFpT8dhXRnqj1qZP.V0SRv4SGuoDBTyI2oG7jRQ
        """

    /// Under RSA-OAEP to the public half of `rsa-a`, with an unsecured token inside.
    static let nestedUnsecured = """
        eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhDQkMtSFMyNTYiLCJjdHkiOiJKV1QifQ.jXVO6GKf2IeIyUC5JZLHOfRcv5Rd7jAgo\
        XzwwDwd0HjwFgdZJ9XnUAQtcchnOnxTFCtcJSnQwgsEPGdok1JLRyCuykroQH7l1uxndDKoUdvy4jfSIPUWwVYxn2UERO2JEo4neMSzM\
        YhaoSkJ4dqijWOrK2RGO9w5ah6dbzZ43d1JAOs6NaR0U3yQDcA2kGPejMwfDOAbphNZNIuQVPNYyl_gWYiCWyoFb7idDp3A1SWXk0wPt\
        lEeQhnjU6_WhymWNMcc6hxVxT643LbTvKj5KKOW9C_3PHi_8uaAZuIHUa3FRMvjOLrtpSwjWzsz04BQUDHCIeUtWXTSHJHcrGLUhQ.rT\
        tyouD431QDzdSAajPcwg.9fhlWbjHBkDVYlWAPSv_oSZD9LKxbmJhlcXlX_elgOG2jTPh_1upjAiYcLXGT6QHH5GmmxBJeUMGmzJWBBQ\
        THTeDXz8J1ffWrLo05FB_BXBlJibUx5kbuoJaRaX93T7gbJs-FgL9dGXQfG8L1AwO25QxNgWsiTkDs-gJSDHW5dKXh1rVmqgRVwyYWrv\
        BeOYsHEd5i379XXHcqpdHzv0_LQ.ky5oo8Cj_3j4wAWw5gG86w
        """

    /// Under ECDH-ES and A128CBC-HS256, to the public half of `p256-a`.
    static let agreed = """
        eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOENCQy1IUzI1NiIsImVwayI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6IlJ4\
        dy1kWXhKQkNoYnVuNVRFWTdROVNTdDZ3ZFgwbHZTLU9ldzEyMzZjVXciLCJ5IjoiM1ZJUGVzcUtpNUY2ekRmMUhland5YnZqcllXRGd1\
        Y0MzQ1doTFFuM3FGZyJ9fQ..0RPaVhZZ37V9Bvx45CNb5g.-s5v2_lsL4Pe2Ez1Dlf9qstC_j-COkASJecVnmv3VAb8sh6KoTo0FghNY\
        Dy1ZyQqdPaWZs9Z7lIpUKPr_NVg8rSXv9591lEmJYk_Ynj79sgF4ZKLxK7jgUNyB1EPyzre.YWE52cGPysSUOSvTJwxJyw
        """

    /// The same with an `epk` whose y is changed in one bit, so that the point is on another curve.
    static let offCurve = """
        eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOENCQy1IUzI1NiIsImVwayI6eyJrdHkiOiJFQyIsImNydiI6IlAtMjU2IiwieCI6IlJ4\
        dy1kWXhKQkNoYnVuNVRFWTdROVNTdDZ3ZFgwbHZTLU9ldzEyMzZjVXciLCJ5IjoiM1ZJUGVzcUtpNUY2ekRmMUhland5YnZqcllXRGd1\
        Y0MzQ1doTFFuM3FGbyJ9fQ..os_uniUVGZm6SnDVNh5Vcw.TOErN6JU93BTmD7kRVosw8NOTp7p0Ev4A4gJmkJT_JeKRVvTtGE3NZPq7\
        KGbo1_wbjsIBBMLWgkwLcee9bHeQPnS4XyXk94aO0bau0v8RXTF7IZQIOYCBZwH2TXoCjir.n43wMe2sfRlMPZdZD5iplw
        """

    /// Under ECDH-ES with an `epk` on X25519 whose x is zero: whatever the private key, the secret is zero.
    static let zeroPoint = """
        eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOENCQy1IUzI1NiIsImVwayI6eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ4Ijoi\
        QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQSJ9fQ..iXaeBe7qXVyk8JsKQLZflA.owACmEmYqhXAuHMvW\
        8HGisqIDB03C0G0FXeyjb953LxteghsbhGfJOsZhoUDrO2a1Q_EeM5oi3lzGxbiZ0jb4eVvbtKzOAW9KkXInSarXUGuYFsSiVcjYa2fL\
        pf1rWle.wz2z673OJ1uKNwmaQynRwg
        """

    /// Under `dir` with the secret and `zip`: ten million spaces in ten thousand octets.
    static let bomb = """
        eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwiemlwIjoiREVGIn0..gx8JQ0eDI9BDXtLY0lU4RA.rsijqFzWBrX5apaB\
        vf105_ZiIg0F-BK0EblCGSy05066k8MQ3tmcXAXc8ml3NliEzeTKuCwwvuvcjL5rGwJ_1P4J4ELaVEmrsjIqK5V_o4sgyBi0-QTJZ0dw\
        9Vaka2IsxblGQlG2dobO0mGNBTN23k4jbuL72LECeqJKtd-dc5DvDKmf1Z_CtZ0qMykTdlzxvJHm0fPo1l4RT3XttsuLti1A9dYoPSGb\
        6Hmjb2WW_M5hG9cVlJt-9oGjgoG06G4rfGOTfNG9tXcKvgsbthAgZvxztOol3v8nd5ulwZn3kqHAvJhiQtJA2TuUl_Y3lnAhlW55AUJ8\
        uVkbL7fzlsu2P2tfmzEAT0AIxnq1QyqayU0AAgu4YI8abMRKUW8pvApr768aCDVo9LeaR2dbsX5lillBkuQ4iZu7uZpUNNcXTrnFmp3L\
        dt0q1pYqwbTa2C4Fh3F6b_j5J_1tETv1xCYL5-mAQ-vVYkjtl9NiLMz6zraYLKh2WuWXtwWH8lklDqVq0wRSdKENN3-Yq0uVodfgH1EV\
        dsHY6gWXoQep7Nc5Iabp-2wZ6AoUKZtdHb96ZX_NLqwy48BXtClbgYvqJr_A0gOowosZqU1ORMzGx0VPvo1qmM3g_wMirqL2N6rhHcXu\
        -09UyDTqpoPkpS6X2cUNj4AHtMNm4PwcT0NrmLHkg0A_iLXd6KRqwr-OQrz8Qhvn02-baB9d2Gdu7jonuRYeDXO9F8VNEB1EOvwkuTul\
        HlLTclweusNAT0_EFQm7-F-k_uEkc689jvUOqKKYRU5roDK0Kqa9UycKxssGQ9JeRFTaoiNjjKQrri0EdTwwd9qzjYhWYRNl7H5a1GFp\
        mwOGkwopu-l_TZ_fvJjOPiB6AipMRtD02EKoX5VeHIESj6SvtK2GCbf5xY_Yg7fq3qkvDK7UHmE4yWbQaS-TBssE0hUgUl8qJPIWa4DA\
        IMczxI4u4ZNaIBQe5tl5cWCthWXX619h-8qPDQ2ESillE-joeqyUz3wTFUVgMwTz3rhEU2ItnweBldoprKR7AhjaSjWc3XiaZB0ih-uJ\
        1MT1pJmOWsgRyZJDoyb8aN1eS8beQ20YbHAMdkBPIHV1YjKaN8-CVSkpumfZiV5fLawMsFraoU_2ntDaF0ROz17O8_0JNvXMziYvt4EV\
        J6OhS-RMmKF-GcTQbrnMPM5BlABVctocN2CiWhPt02MvHX_b85rbhI6dC5yyV3gGH-VRGbhcc1RR8kZHV3ReUm3wZefR_pzZibQK1fed\
        zkeICBDZNGxWb3fzzpjAbteAP9wtK2wrJVimf-fBao0fCPRRzZ_M6pqUE4KdPray2Fn5_i5UC5HUyRQpSmw5n4Uu3ceRVXa4epIKHX39\
        jdgKcD5Fw7rhxKtdjvsxuTqXweA4YNnFRjEe6SXI1gDw2pgRq_2x-dgI-7EOQqWpsu37XEf1mSi7BlGdwInRO2TrGdBRmjgsvd_R63rA\
        hqCSq-mONLUA1gQMYfuAMazyBpWRsOjqYP_uv8uPVibzqWU8zgakH96Si37nI7H9qw2IQ-JVnXoP72gT1lm-PzbS1Vo_mo6Pyzv0q-Wp\
        YeAwuFJwfDWqZawyqVAmwmtLdKayHIYkOjWiDu6gCJ3HMzEFCfOA7rEXYQJZzVF7tXxrS1lp6NW4NHeNxesSZG_HJdcIKEOefNzUB1iG\
        16W_SAnt_uVjBpUJRGvWdOOb1aE7cWCI25IogsVo_BQC1wcYu-RdCDhWsdfKJgss0e8jDkpw7tF7eRuIp3TFC64VNFJDcq2I6u5_ShLd\
        OwwjnZrPv3pb8NH4eMOXT-jpI62d1t1sjSVA_DtvKA0Z8wLAEnhQtuNoDER8TKYC72XhFREh7apZWn6QaAjWt9W9RqAKCqONmgZ5WCPq\
        WIEaFi7sCpzxHpIqUERMgo_asFenBJDvf3AeK1x_MKk5_r3Yz_beXrWqBhL-3ry4uzE8WFs2IcsVc6tn_Kb2SOMNbv0ABk6uff6dup1Q\
        VZyAjRs6tsRBvukVIhRs9YH6oM9VDzMxYzt4LoShAAznPAkAp4pphGhPG6IUj3XI7LA0InXrri0aMbNvWuagZnt3W18jHivJLggGEeqS\
        oYt6qs7L5NGARLbzIZF1KPU1vKFlLpL2fU7ju0I_M-CHtvmJbndrfa6vU-HnyhZnbm7fHnR4u29DHYgE_H783g5I--coa1B9iIWxwRqM\
        fwuMUG3IpDx1vaE52IdHUyJ41YbWOdRI_Xp8C3vU9EA4VCQ4u-zfLLiF-G7kd42pmlfu-C-Y8nefJK8t0b3lQA4jlEgm2LzBQVXxW-CO\
        WwwHw4mrzsUp5Nd4aGN5l05n0HxBucePgVGGruGQr17FwhNKQruG2TnJqrJneMDMATNN8-43DgF8th6fi8XlyqAR7PNfly8Shqt2W0xx\
        d4xjhC_Lk2GTloqI5slaoxuZaapm4qNLvOa5pIXXryE8w3ZRLJvU5aJ-iBi7OCHYGAy8vNViXhBN4RJ9ModWfcvPHVtTeCBsLC22UFmE\
        4DvqIayAw9S_Ac6MYl01AtitrROIsCT_J0HEgf59e_3gYLQBmAeaomesV-1ANjIMjeWlcDLo-OHAV_BjWLnzAcsmEououz0iQuC1g6CU\
        gh2jarW303rC1NTT3iaHzTGT12cEQPnPg-YV0syrW7nd4kFYDSTVpHMDTcP_NqFyr4pk4tTK3e6n4d0cEJsK0AHIZg5_nHAjY2VQiRpF\
        VltNYkjEIhDFilXNw5b0_gBkNufljz1_SAaXZ72Dfzf4dQJVLncgBG16xHMQs61gf0eoMjtTih8SjP0ZoYsNv7jAdR2tXJndESTBSP5E\
        --9P-7sdBKAGMw0aAn2QVwKp5GjE4vyOtGOnpZKUJ53Tunj-h5MexUErVn_Ni1UGAO2gDKOyh1ELlAxCgJiWlhYClgx7VGhVT8cjbM0r\
        UBZtEaqlQh3bi-OlB5OKKqok3rAxGemrhO4spm4n1WpHSrcFZvu88gngr_oUZIe0hPUO7XB_HSWH4IaIgJ5DFgECBxix3KAwr7BvARRh\
        dl00fcPygQFdGgCLHG5INtq-Q8l9M2X0cihQmSUQHeApX_o9kqpr8JxempGPMaOCrAhC5q4Z47j-n4vt2obU9Y7ndNHaYUyKkKiDmFSb\
        JyyFBcLnC0Q6pe1Ufevdx5LpDeZfcSGHuGCGtLX_l9iQSq3dXJnblzck-13O70MqQ7GAcTcRp5AlNjhV9TVEjnBk_ismNDgpy9Pgfo-7\
        BfKeR60EZQhAvJdKr9hk26FxhN2rWhy9ALTVyy5-17EZ5xigruLrZtUKhJeOBHLWQJG8fnJOV1yEEjiYGAHZeE5m6cBd7SAZnlbSQbJh\
        Ao2EXYTTXeWIRnVGg-JYY4rgaWbRcQOhiO1OPQtNDmp11JiTCV-5vLUvdCR-_5fZsEFRIyFZrEOb-wxLk2kou_v0NHvJt1LVvwmhCPwu\
        PF614qydUhrHi30abUvH-sSmb4Q37SHG3xzYYlbZSGQQHhhLHfgKRlyelsuc22OdpLC2JOe_8gI23bPQl7U7GIhcSgCyjWmIePMlADlm\
        S01-zCm0kJCQ-5pq5j0h9_fRFe7jlYNBpX1V-DlHKEh2kRrx_wcBf-kXDN9iAPdenHni691a3hFuPkletTkv-E5x1e6byNQKQBNv4Wvd\
        zaDZuU5FbAPtHTthbO4rMYSLuilbKQ0EdLEcPFIe7PJmJfd_wid8HU77lM2sh-VcMTEVBPA8oXT4QUh102cz5v4Sj5fJJEahhaAmErQl\
        vZuUTz3uye18b2lU8tZUpofSc4-x8TaQFR64KQDiVE4ZmYKBXunWS0Ev-kuMTaj6JNiLvyETf8kCj417s3SR6IJXTbNZ5tC4fD5c9_OS\
        RBAGIumjZU6lUV6RE-bh8z2U5MPFpfeEMYtgcUx1cPuA0ZyEiJAqtSoh_maic9Mp9cB0YROgQgiq2fbW8V0szoMTsKM1Iczkgcru83iW\
        L7s9brum7YOrVLlkgJGzrBvZSjn0lgNj1jB5DKiTK6OmfMw0bLkHjhqKWLm8KbUQtJMXgdD4P37w3mgZL1F0i9_JbhT-khysEYe43Qb0\
        zhP0S1cWlm5uJor-le_C9C9Sv5jRIpOThq2jjRumZG2PcNn_TG74_HyHSMoFifZ3rU2p-im9VvBZyz_53WvP7k9WEDQEG_q_VIFOcDcX\
        M9UTZFiSO5vhJYuS7RzpzcxYDoy2QvO6jTjACFnj16iTyHI2MjBnz9ko1PbKR9b97Uef5kD5BM4MDrAizTHOXThwQ6DAnjmYFD8ORtl4\
        1UtE0dJZ7FqR5Xsc1Qehi-PEKB8yUlSK34xBMQ6KrKNyvf-TcfzbZg_8w8zE5552QsU9-meDRNWGHWpJRkhTpRoNZFtM1wSk_9bhuOiG\
        Hf1Be-pDsKjbAERIKvf23U9HDiYseaHRoXeIOe6i6R1UdS2oBsEbwPZHrrUshXD4uaxwtr8_D9XPI4DROsWE7vpvyyWgyV6GD5arhVHc\
        XmvuTmZtGe1kV71topmHIHB1bQgvaavLq2UThqC6gEn-LNrHPHhLYxrqotMa_dm1UaPfwO-Y89rcynvR89CFgfjxIfd7RogJ23J0WvLQ\
        wj7IR_DiREGOco__hJBcdm8n8TfCzGMdXTmM2bDXp4zJH_GTTLY7J1giAu8s_kjH7g_ZCA2Xt39sG33vxdK0e-WCk7hMw8wgNJ6a0aTW\
        g_xxnCP8Um6mNsM_P1gBvl-PAUTG2c0EfdszVYXwNiY8i4SzNt934ZFNweMQZPSeIS79wNHdZMMnya7aOupgsA4BS8CRCA88OcoLPWFt\
        9RiwKD3UUaIdPR3awlEbrJK7rDY6__WQL3h0mZ6naOXcBa3uKxNW8-I0kIDpWI2yQvIfdUNpp3AKrriGVf8sMPvFQAInvmuuayKiZHXg\
        SSrEP6P_TBnKkxQyQtPNZCIK53Btd7_Fh0I9rtsMseD8emidUADpbWX9FZLq1Om_g9cdvwVff69_G4uinAVSWxtLVYCFv3Lxm2ITyk0F\
        3QZohJC22pMmR-J_Y_Vg8iUZ3ijuNNt21t8VRKW-40HDa1RM7QFoYAo-_kFTVoLEX2zfO_JDsx-_V2JVF-C1_0G8FSWvICP6mdpXk4f9\
        7CQEvJQZA_uJe_MhBurVdujdvo2nrezyUe38-a50ViLoS0p8aAhfsfs9wO2BoZUuk_-j3AS4U4XdXTVoC0RaIgtte-uAGtHU9DHop8Tj\
        kyrXLynr-g_RPRlViqNDWztcfiPQEnxOdOJ9KrZnrvRUju5esJIPXpTlE0mUKzaoW4Je975gmkcahqu3LakZb7r2IOwLgCg0DEtUPhqx\
        SNvTYkZa3REaps03a_CDOTi2jdeV1emgkBLb-6lNVIAKGWN-ZKFpfxoRpOb5J4r_G9oOoLlKYUNc2rWM9FyN2_xGO2iiny-k5R9g0kz5\
        -4TxV8oBNFOrEITD1NJzFP2p_WWZKbhDbSbIn-sLVARCr6DvTCNe66GPEj_chEHVbiNKmGjAukVgPHpX1OhQtXX6isDRFxDyOeBw5iMR\
        _OBx4jGsP53rEod99iIOBhvdRhQdDarXObdXg62-6XANdt1UZSmKZ-3lH2LJPYhEMRurjT1HdSuuhwu4b2sZQHC5-2ZlhZ7VC_St09JV\
        5StywM-1iqH1mSsVeFStk2CjOv5tnxIlrt0ic9F4XgEUxoHqoIxtE4tHkzt44pFIgHZ-8pdR6sgfO3xC291GSpLjeHHCdFmFCV3rp_yP\
        YGNG0Ga7gHSCvMGfxX1M2_6JzWuqRsAsxsEB4YDMNE2Z0ApkVFRh0paA05aotbNR6yI0lyDDsUgcZgtX-_9IoMQQOZgq7tjYNGyFIbXX\
        Zuqh2j3EswVl-dddnpONlC7dwmNRN7MEXHoSsNCKG1zGktKy60PODWp3eZw_l3iUwXSL3cnQx8JCSsKvZ9LDJpLPfDDmtv-f7_nVwTiO\
        RTJWRW7cWppr8UbJ-xIFrb-7PogdirCyBs23Ig-A4teC7ghwAVfVf-0IHZmde12mrVJUvoCKvp8eejd76M13CK70vVZw7WFrXjDFGQfN\
        bh2vDsUJgwbVrx2mYTHREgThoGtgT2ntmitzRsCys67ZxDwQ_AhH1vph2S6JnweVNsO0nWQU50Jv4iUArTYuMJSwu663OSktgW1-UOUt\
        AQ2B8kmCaX3DD2MBh5pGBsrDecGfdzF336a_qdFbp5Jqqcqleg3zyFwQ2Be2DxH1bs4e2GsjJ_CmSHX4MyyiFbfHcn397WzgP1oFQQz6\
        ZzecgXk88_B7XdFz0bEtGjaRQmGdJBSViUz1x3VmO4WrVYUyaCbTsUD0vamAahyA7Zt0a6N0SWonRg38ePRTo3Ia2yYx5FnGBzGX2OZb\
        SfLfjIMMvkiXFz5k_494kodi5VFfIeJ3eer9G69kWxSITf7UVGQByTJ-SQVey-0AVTnSDDYKkANO94jHdLTPu1bt4Z4OdqpfiAUVdZBd\
        S9xDIz97hU1ZL8dYwKmmAuJAKS-NEpUPvghAFtwwG5cbSIW227-AoM6wBvXHA1k-41fsrTNHEHYUHEBexHl7IHndA1MswO3NeHGOPhhO\
        p_-r7sWoJRMEAtvYGA1yZm33EoKp4q2DfYWX6-N8mP7vhJrx_Sd2PjJQLJHXAlTHcVzl-ZqtQra9wU9wFmGIf5S1IHsxZsYLc2gsiZT9\
        cShunq12V1YBBAwnEoEHZtdyhpiqp8roqNvGWJIn7GKRjB__j8Ep6jpkz0e0R72VXalxJSk4q1Nhha5cfxuJ1YkIewqJi7yP5VLKkiXy\
        fvqfTUFTKwyoEaJ_JdwgTtA0jP7nxiQ3SdBCgzQAEKHj3EGW6bq9Hgls9cEGeliSVsa3V_Pe-sOGZZpvTaPQRNTDUx6sTDBdbMzfLd24\
        yUb_msttPWT7ooPTwiEw3d-tJJi-h3ny29j5nSbyivB_M42pQGyv2tOeKEpq2CzPIG3PP7So9pLkoCH_H09hqR-KNtUtyIsoVZeORSKP\
        v0hk7OJJkRH-ahKAK5aVaoTfkinZG51hhAVhzmElMhpNa0jIY3SgCru-t060oaP2wwpDEz-gyfBMo8oA0hUZfO4ZAb2abDjO3bElXx90\
        WY_NaOFPAV3bgt7Y6HiFTmbzebLEWPIVGvXfAnCAeb53pv80lRlFuGPRE5YY4nzEPSXAMz7EB8ZYKHBRGfeiLt_ARS64kmj9JWpfg3Fw\
        r9f7Ht-u6-o1j1XNb6I8iqNQMjNgi9-NQ00CPUPoSZp7X-ugEEHp2IN9r2Z92T4KxhNdBzoAI6iy3jIwiD1SPsQEWUZW_K4lRgjMpArd\
        Jj19gvOBZAmYcTe2V3HZQP-ehztBeDuVE8JSkVWvJtF-Gru2gGj4u5LU_6_AWGgY9xx7BYEz5L8lecFwQPIfiVuEw5FCICt21hi48Wpx\
        5-lFzSo7IedjHZxvAUcLYwAxVyk4D4xtIj1tJC4t0Vu0SceFFUoajM6Qu9KzWYbfU6qs4JI3GzS7DlPNIkivR8yGmgzevxrg26qnhWHA\
        UaWcLHxh8FARwBTnYrj8iiynDViINX8YWkE1nJFHQeWYnu9FqO4clLdoV7lpXt76Gt6DIqFIhHgOIbZBt7-R1Y6I2iaV8IhTS_Ow5zwu\
        Oe-Klmn_x-YYeljju56PjhqmLOM28CJmz9Ap6VoQNVkzkBvKku5e4UGpvEA4c55CEurTnTYtASSM-BcmnaLT5o5jSdIq90S5mffRwFtL\
        dc3OcSHPFu66-5YiaAyJI_hCpoChkOamb84fLbyqj2Vdq4N-Bi2e2d93rR9zUQKWg2OvNJUBMYrIRJcgntR1kqfIMsGfeQgeHf4ndtKx\
        uvwe0QbsaOqG2raxfyf6EhdnOmSbNcptU_9pK6wLVmVhb5CNafHCeJmC0AtgeWYjOuhuvt66uDxV6QNm-HgcbKMuBWZLMwEO5pLfXh8q\
        -aAXCMMW90Jlk6dJyMwI4pKcC8nC153ySSEJFEdHiuyZf6hboD2N5OUsbY0qWv5z6OuX4vr325geQlDfUEgffJwRnDNe7u4S0_lV8uCT\
        VwO2sCugrqCqbICujsWw78AAeRxRHFk9M9EiY7PIV4U9HLgANAlDvcqys_8Y2tloLbibAZC2s2xIbsyzBk1L50wrZ9RmXN7QaKO_tHpf\
        ALMyqn0-TSUJdvX-Q6VQnoD1o-jppFK4hGVTy5-8-GZRzmKWOx9sEz8pmdizYFvWCY1DqCfxI8dh9JMnJp7uvZplLO6VmUfqfubJaGVz\
        -3lnxRPX_HxJL48iFIZ1_ysAVypVWWhbjNTorTdziuPVaXxgVxYAWsRk4oRU5LlPB9UWwSa_Uz1sNA3wVDXyjhzRnJgcIb3Q76dTZ0gI\
        8LxJHSfoAS3naIi-b0oxplXxi2OXGkHWLhAOHfYMQ6JvIZRwIF9uMqA2SQ3fFsO7GUYFAf-MoZNCB9pIlPcP-rZKzG8arEHGDDJ0zZ_S\
        KKIdvm5dqgJF1DbUvMMAsboLgvKgMIOUA7iEBpnyr8gGv1Frh7i0c-TdDPSCF-1Wr0OERBerDtTklLH19C8ZB2S0us-y8xeodazy6CJs\
        6zL7__bTgPrznRB0t18VUPyoug-39IpTvnWJ1dyysGBcE4__0zYPLKzm2xCnorQf_SWVUpKqlt7ZWTII7tBQRnvLC3KC6zScDyTDU5pd\
        QRRmbh5wStZVGhgS71T-JJpzi1qxtSnobQzP3a8Sruhm8hiWSH5wy4eq_xCAXqbYu-RidHpCq3_fyXGaOnxoEuXpqHg9mbKHlBEUVawd\
        19LDiHjGikQRe2AnkCfk5zGQx6l49C9peQh_26RbqIE3NW39XKeMDN1ePqdG6Sp2Xu6mn06mP1505WVfEclzpLPpwQO1V7msKwGU_lPy\
        OGRBGHZ5of_GCHdggGg2z_qcY1vOzFBSx_7muWvPaDA8Dymi6ZT-rNAqYXoV7_1SnxzDoBeWdg3LEqv7ngtNOJiWueeCQ57KSHU270pu\
        3C4boD0gZkwucjyq6ljevlBxuL6I8SzvEXvXH-SnqS69usT0YAALCaVkWsqIbOFppJxToGc2wHq0cCLEL5yXrS3NvJGHt3MOKsamVKGS\
        xOPZ-rgAr7npwgODYATSuofUYXcoiNUZkd3p8vSq_Ky6TLuj9Ck1GhjFSZKxaMOCVB_79CSXoMMinq4p1e3NA1w5bMvpN_Qy4ipm_Fub\
        hdCMbED3n43CZoNnA4OFLOnCqmxijsUii4XUMYIm7Y3oXPQxvCMRgjFQvTBCegkli0Gey6KA-sSfN014MavNzeuDfMWvzFOxuPro75q4\
        k4bYUxEEBc-_ONT-TTNfaAxoEOutVnreFU8EU-fJ1Nag4LG8AeozLPIMzpR5bNrxyPgkN4uM7QsPQvmGQPpACB55cUFEieE5YM9-aiTf\
        BM6q9WO-uKWvHugz0eQqyJ2v606tOt3XCq0s_jxQDgm-cwNFXkTCJEG93w_O7j63EXktZ23jgjNVv_fgeoJuzXeds9k_-Mwwqe2-sIw9\
        1GKJESuaIheBt8qCM4Bd5WaHeiQdlW6Q21D9E7pV_yWSVDRxxU9Wdi_6HJMZmRs9MAQhSgIYxy_kNE-IsLq7Rz3SiO5ADNfOAwXHRPkl\
        hM__jNW4Zd_BJjcwDt7FYQpm4lPL-P9ejmPuVZa4RjWmKpIJw1GjVjR-CGThXnUrRf8qwVRMbaqhf60AkwxjKAinMetVc1Xm9zQzRWXr\
        eMfMr1JWZ_KTLij_BfCPLnjD0Mj6Xcwf5f6cA8Gx5LaPvoE5W2gVW2SY5xowqZfA3WU791L32X_Dc-9CiR8J-CS5P7YfpHG4-J3dVCBr\
        hcXfUbK6_I9AROzw9iBKvS4d7_8cy9i_Mk2otCV70RbY9mfCjVAyWs3BT1gUcwNG91YAJSClU4vh2wEcO0FtP5pbctr1TpckKjZeUPX9\
        0VEqvd0ISupqLA0In5J7brRDqOFEOUZk6VGK87zlBWm24Kb8CZWRxlw4FgwSBVWx9Z1INFGc-St6cLckS4xBQd7fbBQeAqACl767URHE\
        NX3pfVJszVQZYFwvI7fOj9SWr4-ZrmaX9hXPOAVZiA3iKWDUXSXEhQFuCPA98ZQ3rZpjJv16XrcRYKvXcefyu4yZ9_U0ZejF0IbYJm_N\
        aaspFdUz0Tf-tEN-tJAT0s0Hkot-ruKTdRNfdnaSRzcpxvl7EwuluMZCUhtdaDLGpdazRkoZoEPpHBpu4Z_9I_Mb3w1AVq_umxGkFcvH\
        dF1ep78kiBIZeEgzC4pIUem4p2uVO0eXyrGbH9DarKasmuvAURCowXC8AGnB1SWk6QmRMRDs4SuC0zg3L7foK5PM9EZ6Y_yuyP7B-Ov9\
        XjdQCg-ES8Vg3bS0sKAoIhWQMRB8GvzNLc0fr7rPOdRLGk7wynC_W4FgRL6P8PyLG5jjhcrtCqzJitg-QB-6XhJKJqRBCns9lWjN0NFZ\
        REbVB0z15fO1_643deP2mWSiPsvddvg7hIcnqdro8ZONB0NQ9X3_GkNbE8rLyD5VeMqE_vUzIMFfxm7j65hX-HJdJxEzhJPZqrf9AsoG\
        avHvV4-TqBesgNjkr-HtVuXTTimfXaBgq21_d_3eVahpbynH3wZdGsdux7Z4N4VVbofT02kc41EHt03JKu5keyhBKhwnsy9a6xtxQR_a\
        Kz13MULoHZdoXMfXouiPln6zTw42iZrUKzPbKA3CQB13RnKhxNzvayi47xrMUtCp_ONL1X290CkGFVhkHntr9yzUY40wu9ctKV4q2NJN\
        ZLu8mDK1-EvTG5DewlkWgsHHDja9vMqjG0MDawoUFnQk6VzRtJz0-M_nHGVfvcgwBh45nTSbO-v_FZ8gqbrL024QOgJvMgSQnlhCPbt9\
        wx9_pqMUSH7w_Zxt8HWfeiX-Xpm7Zrvog35luzdybRR3oL4Ms60fnr3_t-kjC-GqD1wleZED4q04xeI68PMryZSKtkc_2JosJwm0PlUi\
        7oWKScfuCuYb_7_yb0jpMsp4XvGbBsqfUYXhOCtfyzzczolW52m62sOqXeF1OehUZxLFu65A2F0eXj8aI1pDBUK1MfGSbVy0H9l6Oiop\
        YA2YL-IoU16x69CchU4C-lbDqwnEgSxeWhlKW4PPQLKmGC7I5znCBiuFcTMhpMBzDPyK1QgKQGSzKZ_mPimK4CkFHahZCIY46HGerPnP\
        991WKI5knQAfgZcV3fGEXP72gRTPTBWx3wVJokYEyDwcgHKTeJFSdqyG5dbHRZZzF_vTAIMNcPkF4xTjifoB_NaC9ZlVRKwuqc35FxRA\
        eUoujQdI2-WKemu1Pa1uN_ruw1xf6uCWqYy55g6pwgqKRUOLRHjWmS-uG4bDiOS5kvACOIop1WzV_kwILlxJA6uFDOlAl8Vmgi0Zk0cF\
        mMgbofJnUgfLkDeRBftghKD3TZmwR8QgT6xIvLRAxtw98YmCse8Pz_-SEspTMZPZodubBiHXvqS_Re2ikAlTeS1KNM1M5k5hGDFc5ngW\
        Taa9LMUSd4n-CmBMFmM1pr-t8yn4ii_Ld5Jy-KUBAxwPHBrx1rwu1Rv6VudiyriQKN6HO-J0ue2pUh0bAYVY8rZN2pHHMhIJVMb16wuW\
        G2DJFC6urLyownxhk5niRWMgDUqZHc5-pkJ72_rFGEm4bEL4SAuLm3wXsmziWrfVP5tpq7PmlyB2H_4Nj3prIC1iDlus3QZyZzebpxQL\
        iAYeRriEl9GGj_sh5D71vhZFqtkdai4hsZxpHjwhLcqnQoTFBqmiH-UDPupqgRmxB0CIg3sQT_nvMDUc9XQ5EZ4S_vkmrgUy-CsY-Cej\
        U4jlugyQcSWXbhnvGm_66wfCDclvQMzTvwY5JZI_0JQRkEuDOeWRH1HEheRjzhzcWM9EBw0h9xfIx-hSkRNFTfkUF-TqgaIaq_8ECqNJ\
        xiRvYftSrgjzdgg5fmFojnQZOFApeziGtiEEnATa9TbJD13garvqTX5ipGP0yp99dmyp8IjIb1f4qaC-Ns9aFJT0siegeR8o8Kyh3M7I\
        pnaPK2_oPA8aAZggFlV6_bUiLWn2v0LrIQkiAX9t9Z3hUmoLF0xg7E_HGqXIW05KNCq9WtaynWhNOS26Kp8OVI4HrrPjketcDTnuoLWU\
        AFeES1BFP4PTij8IlgEl0NOzFmhh-nAquNMx_3N0iS40asKgSkm9hfG_0yQbcfSz5lKTySZ1PaxpiAtWXVRpNhnPkX9LZr7zl0PZ4cgT\
        irD3miVy3R2iSXaj849NaULgYTOHVF4GKJbWqocmMCHgszfEMJN1NhWJ2f0mnC4tZQTNlOFariUAG4a8KyfipXfvEtpaGGALcF96zALs\
        3C_V3AfSEyqua-ezGFrMKPZMbI73aRh63jAkhPCi96QjF4GIvVPDcq_J7cTsrKMEDIQYhlWkGJ6Pgzfx04KDCRWUz2WXqNd39vpiviyE\
        IfUIQptB07tyaFl5JxB0nxo9nOoalmNlZVsQQpluib8MLL1TIUx__9JplScs5tTqfcrGlkFrL0DcHKUGcnZnKdCWv0ZqAgJZulaJNeKI\
        NtMjzxcI8BfRbc7_ckViWSuL643ab9gVHGyFOcDegYO3aL-tsjyzv56cs6HlAo74TCSIRGcXPE7hEIUUyA7eaDoMO4Gtio6dn7b43xX6\
        Q2Q2BBqIGuIzv7GdHeEiJ1Ia5o1GP_srz9dLJFnRY0wr-dAvx9BU3-7TERQIZNi_sV0eH1Rt9O6H1jNCpe-zp3TDB0MVRkGlVwJOgUoe\
        CW-C6zstAIYqZFJ3tTYHZW4xm--2I1gKM2zKlZtvSftwwSlTJxpqDX0OQ2gDudUiCEZB86Hkymjct7KILMuEeri7MMVSC4KzZsdXhpYK\
        j2t8br0zNxnm7-PLmciYLDNVIQ964iHvRjTBeNH3i99h_kb4sMGnvGKL-96BR88ZZwcJkT-a74mSHHJX8E5ugSfCKhTI2-FxOarzB_Ot\
        aexc2DFLXA8TfmULtVv15o9KvNgcjyENJ8qm_T3fPCuslBr4S7UUT8h3C_cmj0o0fbfkSHD_iSBNuXA7bx_Zzrr6QkApkxCRvMea6sh1\
        BbQxNG4JJKOQZc7nKlY.XgX47SYoVN8Zga2zGkVOenWpsHVdebL6PG_4UN5m9Bk
        """
}
