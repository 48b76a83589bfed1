"""Three posts of the demo shop: one runs, one comes, one is over. `days` count from the day the demo is made."""

SLUG = "promo"
TITLE = "Promo"
INTRO = "Kabar dari dapur dan rak kami: apa yang sedang istimewa, apa yang segera datang."

POSTS = [
    {
        "slug": "oleh-oleh-khas-balikpapan",
        "title": "Oleh-oleh khas Balikpapan, siap dibawa pulang",
        "summary": "Amplang, abon kepiting, peyek, dan lempok: rasa pesisir Kalimantan Timur dalam satu tas.",
        "days": (-7, 21),
        "products": [
            "amplang-ikan-tenggiri",
            "abon-kepiting-balikpapan",
            "peyek-kepiting",
            "lempok-durian",
        ],
        "tags": ["oleh-oleh balikpapan", "khas kaltim", "UMKM balikpapan"],
        "body": [
            (
                "paragraph",
                "<p>Mau pulang kampung, menengok saudara, atau menerima tamu dari luar kota? Ini empat barang "
                "yang paling sering dipesan untuk dibawa pergi.</p>"
                "<ul><li><b>Amplang ikan tenggiri</b>: renyah, gurih, tahan lama di perjalanan.</li>"
                "<li><b>Abon kepiting</b>: suwiran halus, cocok untuk nasi hangat.</li>"
                "<li><b>Peyek kepiting</b>: tipis, digoreng sedikit-sedikit.</li>"
                "<li><b>Lempok durian</b>: legit, potong kecil-kecil saat disajikan.</li></ul>"
                "<p>Pesan paling lambat sehari sebelum berangkat. Tulis “untuk perjalanan” di catatan pesanan, "
                "dan kami bungkus lebih rapat tanpa biaya tambahan.</p>",
            ),
            ("quote", "Dibawa ke Jawa naik kapal dua hari, amplangnya masih renyah. (Kesan contoh)"),
        ],
    },
    {
        "slug": "pekan-sambal-rumahan",
        "title": "Pekan sambal rumahan",
        "summary": "Sambal bawang, sambal terasi cumi, dan bawang goreng dimasak segar setiap pagi selama sepekan.",
        "days": (5, 12),
        "products": ["sambal-bawang-rumahan", "sambal-terasi-cumi", "terasi-udang-bontang", "bawang-goreng-renyah"],
        "tags": ["sambal rumahan", "masakan nusantara", "UMKM balikpapan"],
        "body": [
            (
                "paragraph",
                "<p>Selama sepekan dapur kami memasak sambal setiap pagi, dalam jumlah kecil. Siapa cepat, dia "
                "kebagian yang masih hangat.</p>"
                "<h2>Cara menyimpan</h2><p>Simpan di lemari es setelah dibuka, dan selalu pakai sendok kering. "
                "Tanggal kedaluwarsa tertulis di tutupnya.</p>",
            )
        ],
    },
    {
        "slug": "kerja-bakti-bersih-rumah",
        "title": "Kerja bakti, rumah bersih",
        "summary": "Sapu lidi, ember, spons, dan sabun cuci untuk kerja bakti bersama tetangga.",
        "days": (-45, -15),
        "products": [
            "sapu-lidi-gagang-kayu",
            "ember-plastik-10-liter",
            "spons-cuci-piring-isi-5",
            "sabun-cuci-piring-jeruk-nipis-800-ml",
        ],
        "tags": ["kerja bakti", "rumah bersih", "graha indah"],
        "body": [
            (
                "paragraph",
                "<p>Menyambut kerja bakti RT, kami siapkan perlengkapan bersih-bersih di satu tempat. Pesan "
                "bersama tetangga satu gang, dan kami antar sekaligus.</p>",
            )
        ],
    },
]
