"""Menerima pesanan dan mengemas."""

from lapak.demo.content.guide.steps import step

CHAPTER = {
    "slug": "menerima-pesanan-dan-mengemas",
    "title": "Menerima pesanan dan mengemas",
    "summary": "Melihat pesanan masuk, mengemas yang sudah dibayar, dan menyerahkannya kepada pembeli.",
    "audience": ["owner", "helper"],
    "minutes": 5,
    "screen": "orders",
    "body": [
        (
            "text",
            "<p>Pesanan masuk dengan sendirinya begitu pembeli menekan “Buat pesanan”. Barangnya langsung "
            "disisihkan dari stok, jadi tidak bisa terjual dua kali. Tugas Anda: <b>kemas yang sudah dibayar, "
            "lalu serahkan</b>.</p>",
        ),
        ("heading", "Mengenal tab di layar Pesanan"),
        (
            "text",
            "<p>Buka menu <b>Pesanan</b>. Angka di setiap tab menunjukkan jumlah pesanan di dalamnya.</p>"
            "<ul><li><b>Menunggu pembayaran</b>: pembeli belum membayar, atau uangnya belum diperiksa. Jangan "
            "dikemas dulu.</li>"
            "<li><b>Perlu dikemas</b>: sudah lunas. Inilah pekerjaan hari ini.</li>"
            "<li><b>Dikemas</b>: sedang atau sudah dikemas, menunggu diserahkan.</li>"
            "<li><b>Selesai</b>: barang sudah di tangan pembeli.</li>"
            "<li><b>Batal/kedaluwarsa</b>: dibatalkan, atau tidak dibayar sampai batas waktunya. Stoknya sudah "
            "kembali sendiri.</li></ul>"
            "<p>Mencari satu pesanan? Ketik nomor pesanan, nama, nomor WhatsApp, atau jumlah uangnya di kotak "
            "cari.</p>",
        ),
        ("heading", "Mengemas dan menyerahkan"),
        (
            "steps",
            [
                step("<p>Buka menu <b>Pesanan</b>, tab <b>Perlu dikemas</b>. Dahulukan yang paling lama menunggu.</p>"),
                step(
                    "<p>Tekan nomor pesanannya. Baca daftar barang, cara terima (antar atau ambil sendiri), "
                    "alamat, dan catatan pembeli.</p>"
                ),
                step(
                    "<p>Tekan <b>Kemas</b>. Pesanan pindah ke tab <b>Dikemas</b>, jadi orang lain tidak "
                    "mengerjakannya lagi.</p>"
                ),
                step(
                    "<p>Ambil barangnya satu per satu menurut daftar. Periksa tanggal kedaluwarsa dan keutuhan "
                    "kemasan, lalu tulis nomor pesanan di bungkusan.</p>"
                ),
                step(
                    "<p>Saat barang <b>benar-benar</b> berpindah tangan, buka lagi pesanannya, tekan "
                    "<b>Serahkan</b>, dan pastikan. Stok berkurang dan penjualan tercatat di pembukuan.</p>"
                ),
            ],
        ),
        (
            "callout",
            {
                "kind": "warning",
                "text": "<p>Jangan menekan <b>Serahkan</b> sebelum barang diterima pembeli. Sesudah "
                "diserahkan, pesanan tidak bisa dibatalkan lagi dan konfirmasi pembayarannya tidak bisa "
                "ditarik.</p>",
            },
        ),
        ("heading", "Membatalkan pesanan"),
        (
            "steps",
            [
                step("<p>Buka pesanannya, lalu tekan <b>Batalkan</b>.</p>"),
                step("<p>Tulis alasannya dengan jelas, misalnya “Pembeli salah memilih ukuran”.</p>"),
                step("<p>Tekan sekali lagi untuk memastikan. Barang yang disisihkan kembali ke stok.</p>"),
            ],
        ),
        (
            "callout",
            {
                "kind": "note",
                "text": "<p>Kalau pesanan sudah dibayar, uang pembeli tetap miliknya. Kembalikan uangnya, lalu "
                "catat dengan tombol <b>Kembalikan uang</b> dan kabari pembeli lewat WhatsApp. Kasir tidak "
                "bisa membatalkan pesanan yang sudah dibayar; mintalah kepada pemilik.</p>",
            },
        ),
        ("try_now", {"screen": "orders", "label": "Buka Pesanan"}),
    ],
}
