"""Stok: menerima barang dan koreksi."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "stok-menerima-barang-dan-koreksi",
    "title": "Stok: menerima barang dan koreksi",
    "summary": "Mencatat barang yang datang, dan membetulkan stok yang tidak cocok dengan rak.",
    "audience": ["owner", "helper"],
    "minutes": 4,
    "screen": "stock",
    "body": [
        (
            "text",
            "<p>Stok berkurang sendiri saat pesanan diserahkan. Yang Anda catat hanya dua hal: <b>barang "
            "datang</b> dan <b>koreksi</b> bila hitungan di rak berbeda.</p>",
        ),
        ("heading", "Membaca layar Stok"),
        (
            "text",
            "<p>Buka menu <b>Stok</b>. Untuk setiap barang ada tiga angka:</p>"
            "<ul><li><b>ada</b>: jumlah di rak;</li>"
            "<li><b>disisihkan</b>: sudah dipesan, tetapi belum diserahkan;</li>"
            "<li><b>bisa dijual</b>: ada dikurangi disisihkan. Inilah yang dilihat pembeli.</li></ul>",
        ),
        ("heading", "Menerima barang"),
        (
            "steps",
            [
                step("<p>Hitung barang yang datang dan cocokkan dengan nota.</p>"),
                step("<p>Buka menu <b>Stok</b>, cari barangnya, lalu pilih untuk menerima barang.</p>"),
                step(
                    "<p>Isi jumlah dan <b>harga modal</b> per satuan dari nota. Kalau harganya berbeda dari "
                    "yang lama, toko menghitung rata-ratanya sendiri.</p>"
                ),
                step("<p>Simpan. Stok bertambah, dan nilai persediaan di pembukuan ikut bertambah.</p>"),
            ],
        ),
        ("heading", "Mengoreksi stok"),
        (
            "steps",
            [
                step("<p>Hitung barang di rak. Ingat, barang yang disisihkan juga masih di rak.</p>"),
                step("<p>Buka menu <b>Stok</b>, cari barangnya, lalu pilih koreksi.</p>"),
                step(
                    "<p>Isi perubahannya dan <b>alasannya</b>, misalnya “2 bungkus remuk” atau “salah hitung "
                    "minggu lalu”. Alasan wajib diisi, supaya nanti Anda masih ingat.</p>"
                ),
                step("<p>Simpan. Nilai barang yang hilang atau rusak tercatat di pembukuan.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Riwayat stok tidak bisa dihapus. Kalau salah catat, buat koreksi kebalikannya. "
                "Dengan begitu Anda selalu bisa melihat apa yang terjadi.</p>",
            },
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Stok tidak bisa dikoreksi sampai di bawah jumlah yang disisihkan. Kalau barangnya "
                "memang tidak ada, hubungi pembelinya dulu, lalu batalkan pesanannya.</p>",
            },
        ),
        ("try_now", {"screen": "stock", "label": "Buka Stok"}),
    ],
}
